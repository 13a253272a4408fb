import { sourceOfEdge } from '../../model/source-of-edge.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { UncountedEdges } from './uncounted-edges.ts';

/** Marks the shortcuts that are not the root's. O(shortcuts · log nodes). */
export function markShortcuts({ first, shortcuts, root }: EdgeGraph, uncounted: UncountedEdges): void {
  for (const edge of shortcuts) {
    const isRoots = edge >= first[root]! && edge < first[root + 1]!;
    if (!isRoots) uncounted.mark(sourceOfEdge(first, edge), edge);
  }
}
