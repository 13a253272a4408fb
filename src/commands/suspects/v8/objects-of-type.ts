import type { Task } from '../../../base/task.ts';
import type { Heap } from '../../../query/heap.ts';
import { objectsByType } from '../../../query/objects-by-type.ts';

/** All objects of one type, by the name that V8 gives it, ascending; none where there is no such type. A view. */
export function objectsOfType(heap: Heap, name: string, task: Task): Uint32Array {
  const type = heap.snapshot.types.findIndex((each) => each.name === name);
  if (type < 0) return new Uint32Array(0);
  const { first, objects } = heap.derived(objectsByType, task);
  return objects.subarray(first[type], first[type + 1]);
}
