import { DEAR_STEP } from './task.ts';

/** However cheap iterations were so far, the next ones may be dear: so many of these still take no tenth of a second. */
const MOST = 64 * DEAR_STEP;
/** Milliseconds. */
const SHORT = 0.25;

/**
 * How many iterations may pass between two looks at the task, where nobody knows how dear they are: a column is read, or a
 * pattern matched. DEAR_STEP at first, and twice as many each time that they took no time worth telling.
 */
export class Pace {
  #count = DEAR_STEP;
  #last = performance.now();

  /** To be asked when the last ones have been done. */
  next(): number {
    const now = performance.now();
    if (now - this.#last < SHORT) this.#count = Math.min(2 * this.#count, MOST);
    else this.#count = DEAR_STEP;
    this.#last = now;
    return this.#count;
  }
}
