import { append, GrowableArray } from '../../base/growable-array.ts';
import type { Job } from '../../base/team.ts';
import { DepthFirstSearch, type SearchState } from '../../model/depth-first-search.ts';
import { UNCOUNTED, WEAK } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

export interface RestOrder {
  readonly graph: EdgeGraph;
  /** What the program's own roots reach. */
  readonly search: SearchState;
  /** All roots that the file has. */
  readonly roots: Uint32Array;
  /** Room for a byte a node, free until then; what is in it is lost. */
  readonly room: Uint8Array;
}

export interface RestFound {
  /** Of all nodes. */
  readonly search: SearchState;
  /** What no root reaches, as far as nothing else that is here holds it: roots of their own. */
  readonly unheld: Uint32Array;
}

/**
 * Numbers what the page's roots did not reach: first by the other roots; then what the root does not reach by edges that
 * count (only weak ones lead to it, and still it was there; Chrome DevTools puts it under its root): first those to which no
 * such edge leads, then cycles, with what these hold. Of cycles each node is on its own, as in DevTools: what it refers to
 * is not held by it, its edges are marked. To be run when edges are marked. O(nodes + edges).
 */
export const searchRest: Job<RestOrder, RestFound> = {
  name: 'v8-search-rest',
  run({ graph, search: begun, roots, room }, task) {
    const { nodeCount } = graph;
    const search = new DepthFirstSearch(graph, begun, task);
    for (const root of roots) search.from(root);
    const unheld = new GrowableArray(Uint32Array);
    const add = (node: number): void => {
      append(unheld, node);
      search.from(node);
    };
    if (search.reachedCount < nodeCount) {
      const isTarget = targetsOfCounted(graph, search, room);
      for (let node = 0; node < nodeCount; node++)
        if (isTarget[node] === 0 && !search.hasFound(node)) add(node);
      for (let node = 0; node < nodeCount; node++) if (!search.hasFound(node)) stopCounting(graph, node);
      for (let node = 0; node < nodeCount; node++) if (!search.hasFound(node)) add(node);
    }
    return { search: search.state, unheld: unheld.finish() };
  },
};

/**
 * A byte a node: whether an edge that counts leads to it from another node, of those that are not found; what is found leads
 * to nothing else. Written to `room`.
 */
function targetsOfCounted(
  { first, targets, kinds, nodeCount }: EdgeGraph,
  search: DepthFirstSearch,
  room: Uint8Array,
): Uint8Array {
  const isTarget = room.fill(0);
  for (let node = 0; node < nodeCount; node++) {
    if (search.hasFound(node)) continue;
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
      if ((kinds[e]! & WEAK) === 0 && targets[e] !== node) isTarget[targets[e]!] = 1;
    }
  }
  return isTarget;
}

function stopCounting({ first, kinds }: EdgeGraph, node: number): void {
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if ((kinds[e]! & WEAK) === 0) kinds[e]! |= WEAK | UNCOUNTED;
  }
}
