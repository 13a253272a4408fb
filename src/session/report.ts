import { runBatch } from './batch.ts';
import type { LineRunner } from './line-runner.ts';
import type { ScriptLine } from './script.ts';
import type { WatchedTask } from './watched-task.ts';

/** Runs a script as something to read: its comments are headlines, and every command stands above its answer. */
export async function runReport(
  runner: LineRunner,
  lines: readonly ScriptLine[],
  task: WatchedTask,
): Promise<0 | 1> {
  return await runBatch(runner, told(runner, lines), { keepGoing: false, task });
}

async function* told(runner: LineRunner, lines: readonly ScriptLine[]): AsyncGenerator<ScriptLine> {
  for (const line of lines) {
    const text = line.text.trim();
    if (text.startsWith('#')) await runner.writer.print([text.replace(/^#+ ?/, '')]);
    else if (text === '') await runner.writer.print(['']);
    else await runner.writer.print([`heap> ${text}`]);
    yield line;
  }
}
