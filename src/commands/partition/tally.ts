import { STEP, type Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { Groups } from './groups.ts';

/** How many objects each group has, and their bytes. */
export interface Tally {
  readonly counts: Uint32Array;
  readonly sizes: Float64Array;
}

/** O(objects). */
export function tallyGroups({ heap, indexes }: ObjectSet, { groupOf, keys }: Groups, task: Task): Tally {
  const counts = new Uint32Array(keys.length);
  const sizes = new Float64Array(keys.length);
  const sizeOf = heap.snapshot.objects.sizes;
  for (let item = 0; item < groupOf.length; item++) {
    if ((item & (STEP - 1)) === 0) task.step(item, groupOf.length);
    const group = groupOf[item]!;
    counts[group]!++;
    sizes[group]! += sizeOf[indexes[item]!]!;
  }
  return { counts, sizes };
}
