import { runBatch } from '../batch.ts';
import type { LineRunner } from '../line-runner.ts';
import type { ScriptLine } from '../script.ts';
import { parseSessionFile } from '../session-file/parse.ts';
import type { WatchedTask } from '../watched-task.ts';

/**
 * Tells the whole of a tour, each command above its answer of now, to the first that fails; the exit status. Where answers
 * are for programs, nothing but them is written.
 */
export async function runTourReport(runner: LineRunner, text: string, task: WatchedTask): Promise<0 | 1> {
  return await runBatch(runner, told(runner, text), { keepGoing: false, task });
}

async function* told({ writer }: LineRunner, text: string): AsyncGenerator<ScriptLine> {
  const { isForPeople } = writer.settings.mode;
  const print = async (lines: readonly string[]) => (isForPeople ? await writer.print(lines) : undefined);
  for (const [i, part] of parseSessionFile(text).parts.entries()) {
    if (part.kind === 'prose') {
      const prose = text.slice(part.range.start, part.range.end);
      await print(proseLines(i === 0 ? prose.trimStart() : prose));
      continue;
    }
    for (const { command, lineNumber } of part.steps) {
      await print([`heap> ${command}`]);
      yield { text: command, lineNumber, file: undefined };
    }
  }
}

function proseLines(prose: string): string[] {
  return prose
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.replace(/^#+ /, ''));
}
