import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../model/kinds.ts';
import { dictOwners } from '../../query/dict-owners.ts';
import type { Heap } from '../../query/heap.ts';

/**
 * Numbers collections so that those which lie in memory alike have the same number: by type; dicts also by the type of the
 * object whose fields they hold, which may share the names between its objects, and by whether all keys are texts, which
 * CPython from 3.11 on keeps in two thirds of the room. O(entries of the dicts).
 */
export function collectionClasses(heap: Heap, collections: Uint32Array, task: Task): Uint32Array {
  const { types, objects } = heap.snapshot;
  const owners = heap.derived(dictOwners, task);
  const classes = new Map<number, number>();
  return collections.map((object, i) => {
    if ((i & (STEP - 1)) === 0) task.step(i, collections.length);
    const type = objects.typeIndexes[object]!;
    let key = type;
    if (types[type]!.kind === 'dict') {
      const owner = owners[object]!;
      const ownerType = owner === NONE ? types.length : objects.typeIndexes[owner]!;
      key += types.length * (1 + 2 * ownerType + Number(hasOnlyTextKeys(heap, object)));
    }
    const known = classes.get(key) ?? classes.size;
    classes.set(key, known);
    return known;
  });
}

function hasOnlyTextKeys({ snapshot: { edges, objects, types } }: Heap, dict: number): boolean {
  for (let e = edges.first[dict]!, end = edges.first[dict + 1]!; e < end; e++) {
    if ((edges.kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.entry || edges.names[e] === NONE) continue;
    if (types[objects.typeIndexes[edges.names[e]!]!]!.kind !== 'string') return false;
  }
  return true;
}
