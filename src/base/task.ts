import type { Team } from './team.ts';

/**
 * What long work reports to and is stopped by. Every loop over a heap takes one and calls `step` every few tens of
 * thousands of iterations (`STEP`), so that progress is true and Ctrl-C answers within 100 ms.
 */
export interface Task {
  /** Names what is being done now, for the progress line: "reading objects". */
  phase(name: string): void;
  /** Tells how far this phase is. Throws CancelledError when the user has asked to stop. */
  step(done: number, total: number): void;
  /** Threads that may help with it; undefined: there are none. */
  readonly team?: Team | undefined;
}

/** How many cheap iterations may pass between two calls of `step`: under a millisecond's worth. A power of two, so that `(i & (STEP - 1)) === 0` tests it. */
export const STEP = 1 << 16;

/** The same for iterations that may each be dear: a value described, a pattern matched, two texts compared. */
export const DEAR_STEP = STEP / 1024;

/** For work that nobody watches: tests, and what is known to be short. */
export const quietTask: Task = {
  phase: () => undefined,
  step: () => undefined,
};
