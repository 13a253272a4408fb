import { STEP, type Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { Clodos } from './clodos.ts';
import type { Groups } from './groups.ts';

/** heapy's byclodo: groups objects by type, the dicts that hold instances' attributes by the type of the instance. */
export function byClodo({ heap, indexes }: ObjectSet, task: Task): Groups {
  const clodos = new Clodos(heap, task);
  const { typeIndexes } = heap.snapshot.objects;
  const groupOf = new Uint32Array(indexes.length);
  for (let item = 0; item < indexes.length; item++) {
    if ((item & (STEP - 1)) === 0) task.step(item, indexes.length);
    groupOf[item] = clodos.label(indexes[item]!, typeIndexes[indexes[item]!]!);
  }
  return { groupOf, keys: clodos.texts.all };
}
