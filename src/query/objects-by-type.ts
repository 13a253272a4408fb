import { STEP, type Task } from '../base/task.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';
import type { Derivation } from './heap.ts';

/** The objects of each type, ascending: those of type t are objects[first[t]] … objects[first[t + 1] - 1]. */
export interface ObjectsByType {
  /** Length types + 1. */
  readonly first: Uint32Array;
  readonly objects: Uint32Array;
}

/** A counting sort, O(objects + types), 4 bytes an object. */
export const objectsByType: Derivation<ObjectsByType> = {
  name: 'sorting objects by type',
  compute: (heap, task) => sortByType(heap.snapshot, task),
};

function sortByType(snapshot: HeapSnapshot, task: Task): ObjectsByType {
  const { objectCount, types } = snapshot;
  const { typeIndexes } = snapshot.objects;
  // Counts at their type + 1 become ends, and filling leaves them as starts: hence one place more.
  const first = new Uint32Array(types.length + 2);
  for (let i = 0; i < objectCount; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, 2 * objectCount);
    first[typeIndexes[i]! + 2]!++;
  }
  for (let i = 1; i < first.length; i++) first[i]! += first[i - 1]!;
  const objects = new Uint32Array(objectCount);
  for (let i = 0; i < objectCount; i++) {
    if ((i & (STEP - 1)) === 0) task.step(objectCount + i, 2 * objectCount);
    objects[first[typeIndexes[i]! + 1]!++] = i;
  }
  return { first: first.subarray(0, types.length + 1), objects };
}

/** All objects, ascending. 4 bytes an object. */
export const allObjects: Derivation<Uint32Array> = {
  name: 'listing objects',
  compute: (heap) => new Uint32Array(heap.snapshot.objectCount).map((_, i) => i),
};
