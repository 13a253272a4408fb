import { sharedArray } from '../../base/shared-array.ts';
import { STEP } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import type { Tally } from './tally.ts';

/** Whole numbers below this, as most sizes and distances are, are small: what is counted of them is an array's place. */
export const SMALL = 1 << 14;

/** The objects start … end-1 of a heap. Arrays are shared, or there is one thread. */
export interface CountSmallOrder {
  /** By object. */
  readonly values: Float64Array | Uint32Array;
  /** By object: bytes. */
  readonly sizes: Float64Array;
  /** Written from `start` on: the objects whose values are not small, ascending. */
  readonly others: Uint32Array;
  readonly start: number;
  readonly end: number;
}

/** By small value. */
export interface SmallCounts extends Tally {
  /** How many objects were written to `others`. */
  readonly otherCount: number;
}

/** How many objects have each small value, and their bytes: O(objects), 12 bytes a small value. */
export const countSmall: Job<CountSmallOrder, SmallCounts> = {
  name: 'count by small numbers',
  run({ values, sizes, others, start, end }, task) {
    const counts = sharedArray(Uint32Array, SMALL);
    const bytes = sharedArray(Float64Array, SMALL);
    let otherCount = 0;
    for (let object = start; object < end; object++) {
      if ((object & (STEP - 1)) === 0) task.step(object - start, end - start);
      const value = values[object]!;
      const small = value >>> 0;
      if (small === value && small < SMALL) {
        counts[small]!++;
        bytes[small]! += sizes[object]!;
      } else {
        others[start + otherCount++] = object;
      }
    }
    return { counts, sizes: bytes, otherCount };
  },
};
