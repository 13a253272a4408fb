import type { Engine } from './engine.ts';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** A shell tells by higher ones that a signal has ended a program. */
const LAST_STATUS = 128;

/** Milliseconds. */
const AT_ONCE = 300;

const told =
  'heapsh: writing the index file, with which the snapshot opens at once the next time; Ctrl-C leaves without it\n';

/**
 * Ends the engine of a shell that its user has left, with the status of the program; undefined: it has failed. Index files
 * are written first, unless it was killed: then there is no time.
 */
export async function leaveEngine(engine: Engine, status: number | undefined): Promise<void> {
  const isKilled = status === undefined || status > LAST_STATUS;
  await engine.close(isKilled ? undefined : waitForIndex);
}

/**
 * Tells what is waited for where it takes a while, and goes without it at a signal. What is half written is dropped when
 * the process ends.
 */
async function waitForIndex(saved: Promise<unknown>): Promise<void> {
  const timeout = setTimeout(() => process.stderr.write(told), AT_ONCE);
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  // For good: one more would end the process before it has dropped anything.
  for (const signal of endings) process.on(signal, stop);
  await Promise.race([saved, stopped]);
  clearTimeout(timeout);
}
