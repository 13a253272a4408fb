import { STEP } from '../base/task.ts';
import type { Job } from '../base/team.ts';

export interface AddUpOrder {
  /** By object: its dominator; in `sizes` there is one place more, above all. */
  readonly idoms: Uint32Array;
  /** By number from 1 to reachedCount, each after its dominator: the object. */
  readonly objects: Uint32Array;
  readonly reachedCount: number;
  /** By object: bytes of itself. */
  readonly objectSizes: Float64Array;
  /** Written. By object: bytes of all that it retains; 0: unreachable. */
  readonly sizes: Float64Array;
}

/** Adds up retained sizes: exact up to 2^53. O(objects). */
export const addUpSizes: Job<AddUpOrder, void> = {
  name: 'add up retained sizes',
  run({ idoms, objects, reachedCount, objectSizes, sizes }, task) {
    sizes.fill(0);
    for (let number = reachedCount; number > 0; number--) {
      if ((number & (STEP - 1)) === 0) task.step(reachedCount - number, reachedCount);
      const object = objects[number]!;
      const size = sizes[object]! + objectSizes[object]!;
      sizes[object] = size;
      sizes[idoms[object]!]! += size;
    }
  },
};
