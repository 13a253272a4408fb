import { members } from '../../base/ascending.ts';
import type { Task } from '../../base/task.ts';
import { WEAK } from '../../model/kinds.ts';
import type { EdgeSet } from '../../query/edges/evaluate-edges.ts';
import type { Heap } from '../../query/heap.ts';
import { edgeReferrersNear, referrerEdgesOf } from '../../query/reachability.ts';
import { rootKinds } from '../../query/root-kinds.ts';

/** Of more edges a search is as quick. */
const MOST_EDGES = 1000;

/**
 * The objects that some edges lead to, where nothing else leads to any of them and none is a root: without the edges these are gone, and
 * what they retain. Undefined: it is not so, or not quick to tell. O(referrers of the objects), most often one of each.
 */
export function leftAlone(heap: Heap, set: EdgeSet, task: Task): Uint32Array | undefined {
  const { edges, count } = set;
  if (count > MOST_EDGES || heap.known(referrerEdgesOf) === undefined) return undefined;
  const { targets, kinds } = heap.near.edges;
  const kindOf = heap.derived(rootKinds, task);
  const referrers = edgeReferrersNear(heap, task);
  const found = new Set<number>();
  for (const edge of members(edges)) if ((kinds[edge]! & WEAK) === 0) found.add(targets[edge]!);
  for (const object of found) {
    if (kindOf(object) !== undefined) return undefined;
    const { first, weak, edges: by } = referrers;
    for (let row = first[object]!, end = first[object + 1]!; row < end; row++)
      if (!weak.has(row) && !edges.has(by[row]!)) return undefined;
  }
  return found.size === 0 ? undefined : Uint32Array.from(found);
}
