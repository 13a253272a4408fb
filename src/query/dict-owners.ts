import { STEP, type Task } from '../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../model/kinds.ts';
import type { Derivation, Heap } from './heap.ts';

/**
 * For each object, the one whose fields it holds (whose `__dict__` it is), or NONE; indexed by object. Of several the
 * first. One look at each edge, 4 bytes an object.
 */
export const dictOwners: Derivation<Uint32Array> = {
  name: 'finding owners of dicts',
  compute: (heap, task) => findOwners(heap, task),
};

function findOwners(heap: Heap, task: Task): Uint32Array {
  const { objectCount, names: table, edges } = heap.snapshot;
  const owners = new Uint32Array(objectCount).fill(NONE);
  const nameId = heap.runtime.dictField === undefined ? NONE : table.find(heap.runtime.dictField);
  if (nameId === NONE) return owners;
  const { first, targets, names, kinds } = edges;
  let e = 0;
  for (let source = 0; source < objectCount; source++) {
    if ((source & (STEP - 1)) === 0) task.step(source, objectCount);
    for (const end = first[source + 1]!; e < end; e++) {
      if (names[e] !== nameId || (kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.attribute) continue;
      if (owners[targets[e]!] === NONE) owners[targets[e]!] = source;
    }
  }
  return owners;
}
