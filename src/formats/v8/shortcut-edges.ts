import type { EdgeGraph } from './edge-graph.ts';
import type { UncountedEdges } from './uncounted-edges.ts';

/** Marks the shortcuts that are not the root's. O(shortcuts · log nodes). */
export function markShortcuts({ first, shortcuts, root }: EdgeGraph, uncounted: UncountedEdges): void {
  for (const edge of shortcuts) {
    const isRoots = edge >= first[root]! && edge < first[root + 1]!;
    if (!isRoots) uncounted.mark(sourceOf(first, edge), edge);
  }
}

/** The node that an edge is of, by bisection. */
function sourceOf(first: Uint32Array, edge: number): number {
  let [low, high] = [0, first.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (first[middle]! <= edge) low = middle;
    else high = middle;
  }
  return low;
}
