import { STEP, type Task } from '../../base/task.ts';
import type { TypeRow } from '../../model/snapshot.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { Groups } from './groups.ts';

/** Groups objects by something that their type tells: its name, its module, its kind. One look at a column an object. */
export function byType(set: ObjectSet, text: (type: TypeRow) => string, task: Task): Groups {
  const { types, objects } = set.heap.snapshot;
  const { groupOfType, keys } = groupTypes(types, text);
  const { indexes } = set;
  const groupOf = new Uint32Array(indexes.length);
  for (let item = 0; item < indexes.length; item++) {
    if ((item & (STEP - 1)) === 0) task.step(item, indexes.length);
    groupOf[item] = groupOfType[objects.typeIndexes[indexes[item]!]!]!;
  }
  return { groupOf, keys };
}

/** Groups of types may be empty of objects: `partition` leaves those out. */
function groupTypes(types: readonly TypeRow[], text: (type: TypeRow) => string) {
  const keys: string[] = [];
  const known = new Map<string, number>();
  const groupOfType = Uint32Array.from(types, (type) => {
    const key = text(type);
    const group = known.get(key) ?? keys.push(key) - 1;
    known.set(key, group);
    return group;
  });
  return { groupOfType, keys };
}
