import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { LineRunner } from './line-runner.ts';
import type { ScriptLine } from './script.ts';
import type { WatchedTask } from './watched-task.ts';

/** Runs lines one after the other, to the first that fails unless `keepGoing`. The exit status: 1 when one has failed. */
export async function runBatch(
  runner: LineRunner,
  lines: Iterable<ScriptLine> | AsyncIterable<ScriptLine>,
  { keepGoing, task }: { readonly keepGoing: boolean; readonly task: WatchedTask },
): Promise<0 | 1> {
  let failed = false;
  for await (const line of lines) {
    if ((await runner.run(line, task)) !== 'done') failed = true;
    if (runner.session.quitting || (failed && !keepGoing)) break;
  }
  return failed ? 1 : 0;
}

/** Lines as they arrive, so that another program can hold a conversation through a pipe. */
export async function* linesFrom(stream: Readable): AsyncGenerator<ScriptLine> {
  let lineNumber = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
    yield { text, lineNumber: ++lineNumber, file: undefined };
  }
}
