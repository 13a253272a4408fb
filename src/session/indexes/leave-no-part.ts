import { basename, dirname, resolve } from 'node:path';
import { dropOwnParts } from '../../formats/index-file/make-room.ts';
import { cacheFolder } from './cache-folder.ts';
import type { IndexChoice, IndexKeeper } from './index-keeper.ts';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** When this process ends, what it has begun to write and not finished goes with it. */
export function leaveNoPart(choice: IndexChoice): void {
  process.once('exit', () => dropParts(choice));
}

/**
 * Saves, when the answers are there. A signal ends the process as ever, but what is half written is removed. While lines
 * run nobody listens: who does hears of it only when the line is finished, and Ctrl-C must not wait for that; what is
 * left then is swept by who writes next.
 */
export async function saveAtEnd(indexes: Pick<IndexKeeper, 'save'>, choice: IndexChoice): Promise<void> {
  const end = (signal: NodeJS.Signals) => {
    dropParts(choice);
    process.kill(process.pid, signal);
  };
  for (const signal of endings) process.once(signal, end);
  try {
    await indexes.save();
  } finally {
    for (const signal of endings) process.off(signal, end);
  }
}

function dropParts({ file }: IndexChoice): void {
  dropOwnParts(cacheFolder(process.env));
  if (file !== undefined) dropOwnParts(dirname(resolve(file)), basename(file));
}
