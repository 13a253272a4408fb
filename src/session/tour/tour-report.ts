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
  for (const { kind, range, ...part } of parseSessionFile(text).parts) {
    if (kind === 'prose' && isForPeople) await writer.print(proseLines(text.slice(range.start, range.end)));
    if (!('steps' in part)) continue;
    for (const { command, lineNumber } of part.steps) {
      if (isForPeople) await writer.print([`heap> ${command}`]);
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
