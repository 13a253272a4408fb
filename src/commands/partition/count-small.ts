import { sharedArray } from '../../base/shared-array.ts';
import { STEP } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import type { Tally } from './tally.ts';

/** Whole numbers below this, as most sizes and distances are, are small: what is counted of them is an array's place. */
export const SMALL = 1 << 14;

/** Where an object is counted that has no value. */
const NO_VALUE = SMALL;
export const PLACES = SMALL + 1;
/** Where one is counted whose value is not small: nowhere here. */
export const NOWHERE = -1;

/** Where an object of this value is counted. `none`: what stands for no value. */
export function placeOf(value: number, none: number | undefined): number {
  if (value === none) return NO_VALUE;
  const small = value >>> 0;
  return small === value && small < SMALL ? small : NOWHERE;
}

/** The objects start … end-1 of a heap. Arrays are shared, or there is one thread. */
export interface CountSmallOrder {
  /** By object. */
  readonly values: Float64Array | Uint32Array;
  /** Of an object that has no value. */
  readonly none: number | undefined;
  /** By object: bytes. */
  readonly sizes: Float64Array;
  /** Written from `start` on: the objects that have values which are not small, ascending. */
  readonly others: Uint32Array;
  readonly start: number;
  readonly end: number;
}

/** By small value, and last of those that have none: by place. */
export interface SmallCounts extends Tally {
  /** How many objects were written to `others`. */
  readonly otherCount: number;
}

/** How many objects have each small value, and their bytes: O(objects), 12 bytes a place. */
export const countSmall: Job<CountSmallOrder, SmallCounts> = {
  name: 'count by small numbers',
  run({ values, none, sizes, others, start, end }, task) {
    const counts = sharedArray(Uint32Array, PLACES);
    const bytes = sharedArray(Float64Array, PLACES);
    let otherCount = 0;
    for (let object = start; object < end; object++) {
      if ((object & (STEP - 1)) === 0) task.step(object - start, end - start);
      const place = placeOf(values[object]!, none);
      if (place === NOWHERE) {
        others[start + otherCount++] = object;
      } else {
        counts[place]!++;
        bytes[place]! += sizes[object]!;
      }
    }
    return { counts, sizes: bytes, otherCount };
  },
};
