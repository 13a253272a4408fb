import type { GrowableArray } from '../../base/growable-array.ts';
import { EDGE_KIND_MASK, type EdgeKind, NONE } from '../../model/kinds.ts';

/** The edges of a file by node, for passes over them. */
export interface EdgeGraph {
  readonly nodeCount: number;
  readonly root: number;
  /** Length nodeCount + 1: the edges of node i are first[i] … first[i+1]-1. */
  readonly first: Uint32Array;
  readonly targets: Uint32Array;
  /** A string index or an index, by kind. */
  readonly names: Uint32Array;
  /** EdgeKind, plus WEAK, plus UNCOUNTED once `Retention` has ended. */
  readonly kinds: Uint8Array;
  /** Edges of type `shortcut`, ascending. */
  readonly shortcuts: Uint32Array;
}

/** Where a node's first edge of this kind and name leads; NONE: it has none. */
export function targetOf(
  { first, targets, names, kinds }: EdgeGraph,
  node: number,
  kind: EdgeKind,
  name: number,
): number {
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if (names[e] === name && (kinds[e]! & EDGE_KIND_MASK) === kind) return targets[e]!;
  }
  return NONE;
}

/**
 * Where each node's edges begin, written over their counts. Counts that promise more edges than are there (a file cut
 * short) end at the last one.
 */
export function edgeStarts(edgeCounts: GrowableArray<Uint32Array>, edgeCount: number): Uint32Array {
  const nodeCount = edgeCounts.length;
  edgeCounts.extend(1);
  const first = edgeCounts.finish();
  let total = 0;
  for (let node = 0; node < nodeCount; node++) {
    const start = total < edgeCount ? total : edgeCount;
    total += first[node]!;
    first[node] = start;
  }
  first[nodeCount] = edgeCount;
  return first;
}
