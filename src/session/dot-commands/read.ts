import { statSync } from 'node:fs';
import { CancelledError, HeapshError, UsageError } from '../../base/errors.ts';
import { expandHome } from '../home-path.ts';
import type { LineRunner } from '../line-runner.ts';
import { readScript } from '../script.ts';
import type { WatchedTask } from '../watched-task.ts';
import type { DotCommand } from './dot-command.ts';

const DEEPEST = 16;

export const read: DotCommand = {
  name: '.read',
  usage: '.read FILE [ARGUMENT…]',
  doc: 'run the lines of a file (plain or Markdown) to the first that fails; ARGUMENT is $arg1 in them',
  completes: 'file',
  async run(runner, [file, ...given], task) {
    if (file === undefined) throw new UsageError('.read takes a file');
    if (runner.scriptDepth >= DEEPEST) {
      throw new HeapshError(`scripts read each other ${DEEPEST} deep`, { hint: 'does one read itself?' });
    }
    runner.scriptDepth++;
    try {
      await runLines(runner, file, given, task);
    } finally {
      runner.scriptDepth--;
    }
  },
};

async function runLines(
  runner: LineRunner,
  file: string,
  given: readonly string[],
  task: WatchedTask,
): Promise<void> {
  for (const line of readScript(requireNoPipe(expandHome(file)), given)) {
    if (runner.session.quitting) return;
    const outcome = await runner.run(line, task);
    if (outcome === 'cancelled') throw new CancelledError();
    if (outcome === 'failed') throw new HeapshError(`${file} stopped at line ${line.lineNumber}`);
  }
}

/** Whoever waits for its other end hears no Ctrl-C. */
function requireNoPipe(file: string): string {
  if (isPipe(file))
    throw new HeapshError(`cannot read ${file}: it is a pipe`, { hint: 'heapsh -f reads one' });
  return file;
}

function isPipe(file: string): boolean {
  try {
    return statSync(file).isFIFO();
  } catch {
    return false; // Reading it will tell why.
  }
}
