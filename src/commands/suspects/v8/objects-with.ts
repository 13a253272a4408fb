import { STEP, type Task } from '../../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import type { Heap } from '../../../query/heap.ts';

/** All objects that have a property of a name, or of one of two, and what it is. O(objects + edges); at once over when no such name is there. */
export function* objectsWith(
  { snapshot }: Heap,
  task: Task,
  name: string,
  otherName = name,
): Generator<{ readonly owner: number; readonly value: number }> {
  const wanted = [snapshot.names.find(name), snapshot.names.find(otherName)].filter((id) => id !== NONE);
  if (wanted.length === 0) return;
  const [one, other = one] = wanted as [number, number?];
  const { first, targets, names, kinds } = snapshot.edges;
  let owner = 0;
  // Few edges have such a name: the edges are gone through as they lie, and only of these it is found whose they are.
  for (let e = 0; e < names.length; e++) {
    if ((e & (STEP - 1)) === 0) task.step(e, names.length);
    const id = names[e]!;
    if ((id !== one && id !== other) || (kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.attribute) continue;
    while (first[owner + 1]! <= e) owner++;
    yield { owner, value: targets[e]! };
  }
}
