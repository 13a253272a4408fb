import { STEP, type Task } from '../../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import type { Heap } from '../../../query/heap.ts';

/** All objects that have a property of one of some names, and what it is. O(objects + edges); at once over when no such name is there. */
export function* objectsWith(
  { snapshot }: Heap,
  propertyNames: readonly string[],
  task: Task,
): Generator<{ readonly owner: number; readonly value: number }> {
  const ids = propertyNames.map((name) => snapshot.names.find(name)).filter((id) => id !== NONE);
  if (ids.length === 0) return;
  const isWanted = new Uint8Array(snapshot.names.count);
  for (const id of ids) isWanted[id] = 1;
  const { first, targets, names, kinds } = snapshot.edges;
  for (let owner = 0; owner < snapshot.objectCount; owner++) {
    if ((owner & (STEP - 1)) === 0) task.step(owner, snapshot.objectCount);
    for (let e = first[owner]!, end = first[owner + 1]!; e < end; e++) {
      if (isWanted[names[e]!] !== 1 || (kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.attribute) continue;
      yield { owner, value: targets[e]! };
    }
  }
}
