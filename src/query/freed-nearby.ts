import { freedByLevels, type Removal } from '../analysis/freed-by-levels.ts';
import { type PagedGraph, pagedEdges, pagedReferrers } from '../analysis/paged-graph.ts';
import { ascending } from '../base/ascending.ts';
import { Bitset } from '../base/bitset.ts';
import { PagedColumn } from '../base/paged-column.ts';
import type { Task } from '../base/task.ts';
import type { Heap } from './heap.ts';
import { distancesOf, referrersOf } from './reachability.ts';

/** Of all edges. A search of the whole heap by all threads takes no longer than looking at so many here and there. */
const MOST = 1 / 100;
/** Fewer take no time worth sparing. */
const LEAST = 1 << 16;
/** Where no more is taken away, looking around it is likely to do, and edges would be read for nothing. */
const FEW = 1 << 14;

/**
 * What is not reached any more when something is taken out of a heap with all its edges; ascending. Undefined: it is
 * not quick to tell without a search of the whole heap, as where neither distances nor referrers are known.
 */
export function freedNearby(whole: Heap, removal: Removal, task: Task): Uint32Array | undefined {
  const graph = pagedGraph(whole, task);
  if (graph === undefined) return undefined;
  const isMuch = removedCount(removal, graph.edgeCount) > FEW;
  const leaveEdges = isMuch ? whole.readEdgesAhead() : undefined;
  const freed = freedByLevels(graph, removal, Math.max(graph.edgeCount * MOST, LEAST), task);
  if (freed === undefined) return undefined;
  leaveEdges?.();
  return ascending(freed, graph.objectCount, task);
}

function removedCount({ objects, edges }: Removal, edgeCount: number): number {
  return (objects?.length ?? 0) + (edges === undefined ? 0 : new Bitset(edgeCount, edges).count());
}

/** Its pieces are kept as long as it is. Undefined: distances or referrers are not known. */
function pagedGraph(whole: Heap, task: Task): PagedGraph | undefined {
  if (whole.known(distancesOf) === undefined || whole.known(referrersOf) === undefined) return undefined;
  const { objectCount, edgeCount, edges, roots } = whole.near;
  return {
    ...pagedEdges(objectCount, edges),
    edgeCount,
    roots: roots.objects,
    referrers: pagedReferrers(whole.derivedNear(referrersOf, task)),
    distances: new PagedColumn(whole.derivedNear(distancesOf, task).distances),
  };
}
