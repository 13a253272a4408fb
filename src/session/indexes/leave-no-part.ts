import { basename, dirname, resolve } from 'node:path';
import { dropOwnParts } from '../../formats/index-file/make-room.ts';
import { PROGRESS_INTERVAL } from '../progress-line.ts';
import type { WatchedTask } from '../watched-task.ts';
import { cacheFolder } from './cache-folder.ts';
import type { IndexChoice, IndexKeeper } from './index-keeper.ts';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** When this process ends, what it has begun to write and not finished goes with it. */
export function leaveNoPart(choice: IndexChoice): void {
  process.once('exit', () => dropParts(choice));
}

/**
 * Saves, when the answers are there, what they and other questions need, and shows that this is what is waited for. A signal
 * ends the process as ever, but what is half written is removed, if the process is not too busy to hear of it, as it is
 * while lines run: Ctrl-C must not wait for that, and what is left then is swept by who comes next.
 */
export async function saveAtEnd(
  indexes: Pick<IndexKeeper, 'complete' | 'save'>,
  choice: IndexChoice,
  task: WatchedTask,
): Promise<void> {
  task.phase('writing the index file (Ctrl-C leaves without it)');
  const tell = () => task.step(0, 0);
  const waitFor = (writing: Promise<void>) => whileTold(writing, choice, task);
  await indexes.complete({ team: task.team, phase: tell, step: tell }, waitFor);
  await waitFor(indexes.save());
  task.rest();
}

/** Waits in an idle process. */
async function whileTold(writing: Promise<void>, choice: IndexChoice, task: WatchedTask): Promise<void> {
  const end = (signal: NodeJS.Signals) => {
    task.rest();
    dropParts(choice);
    process.kill(process.pid, signal);
  };
  for (const signal of endings) process.once(signal, end);
  const telling = setInterval(() => task.step(0, 0), PROGRESS_INTERVAL);
  try {
    await writing;
  } finally {
    clearInterval(telling);
    for (const signal of endings) process.off(signal, end);
  }
}

function dropParts({ file }: IndexChoice): void {
  dropOwnParts(cacheFolder(process.env));
  if (file !== undefined) dropOwnParts(dirname(resolve(file)), basename(file));
}
