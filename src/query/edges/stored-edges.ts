import type { Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../model/kinds.ts';
import type { Heap } from '../heap.ts';
import { targetOf } from '../named-edge.ts';
import { referrersOf } from '../reachability.ts';

/** Calls `visit` with the edges by which an object's engine keeps what some edges of it lead to a second time. */
export type EachStored = (
  objectIndex: number,
  edges: readonly number[],
  visit: (edge: number) => unknown,
) => void;

/**
 * Where an engine keeps fields and elements in a part of the object, edges lead to them from both, and a program that lets go of
 * a field lets go of it in both. Of parts that the object alone has: arrays that are written to share none. O(edges of the
 * object and its parts); referrers are found when there is such a part.
 */
export function storedEdges({ whole }: Heap, task: Task): EachStored {
  const { snapshot, runtime } = whole;
  const { first, targets, kinds } = snapshot.edges;
  const slots = runtime.storeSlots.map((slot) => snapshot.names.find(slot)).filter((slot) => slot !== NONE);
  const isStored = (edge: number): boolean => {
    const kind = kinds[edge]! & EDGE_KIND_MASK;
    return kind === EdgeKind.attribute || kind === EdgeKind.element;
  };
  return (object, edges, visit) => {
    const wanted = new Set<number>();
    for (const edge of edges) if (isStored(edge)) wanted.add(targets[edge]!);
    if (wanted.size === 0) return;
    for (const slot of slots) {
      const store = targetOf(snapshot, object, EdgeKind.slot, slot);
      if (store === NONE || !hasAlone(whole, object, store, task)) continue;
      for (let e = first[store]!, end = first[store + 1]!; e < end; e++)
        if (wanted.has(targets[e]!)) visit(e);
    }
  };
}

function hasAlone(heap: Heap, holder: number, part: number, task: Task): boolean {
  const { first, sources } = heap.derived(referrersOf, task);
  return sources.subarray(first[part], first[part + 1]).every((source) => source === holder);
}
