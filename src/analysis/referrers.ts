import { Bitset } from '../base/bitset.ts';
import { sharedArray } from '../base/shared-array.ts';
import { STEP, type Task } from '../base/task.ts';
import { WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';

/**
 * The edges turned round, as compressed sparse rows: what refers to object i are the rows first[i] … first[i+1]-1,
 * ordered by source and, within a source, by edge, so several edges between the same two objects lie side by side.
 * Edges that a cut makes absent are not in it; weak ones are, marked in `weak`.
 *
 * Memory: 4 bytes an object, 8 an edge, shared among threads. The edge is kept, not searched for among the edges of its source: one list of
 * five million would make each of its elements' referrers cost five million.
 */
export interface Referrers {
  /** Length objectCount + 1. */
  readonly first: Uint32Array;
  /** Object index of the referrer. */
  readonly sources: Uint32Array;
  /** Edge index, for its name and kind. */
  readonly edges: Uint32Array;
  /** Rows whose edge is weak. */
  readonly weak: Bitset;
}

/** Counting sort in two passes, O(objects + edges): stable, hence the order. */
export function referrers(graph: Graph, task: Task): Referrers {
  const first = rowStarts(graph, task);
  const rowCount = first[0]!;
  first[0] = 0;
  const sources = sharedArray(Uint32Array, rowCount);
  const edges = sharedArray(Uint32Array, rowCount);
  const weak = new Bitset(rowCount);
  const { first: edgeStarts, absent, targets, kinds, objectCount } = graph;
  let e = 0;
  for (let source = 0; source < objectCount; source++) {
    if ((source & (STEP - 1)) === 0) task.step(objectCount + source, 2 * objectCount);
    for (const end = edgeStarts[source + 1]!; e < end; e++) {
      if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
      // Ends as the start of the next object's rows.
      const row = first[targets[e]! + 1]!++;
      sources[row] = source;
      edges[row] = e;
      if (kinds[e]! & WEAK) weak.add(row);
    }
  }
  return { first, sources, edges, weak };
}

/** The start of each object's rows, at its index + 1, and the number of rows at 0. */
function rowStarts(graph: Graph, task: Task): Uint32Array {
  const { absent, targets } = graph;
  const starts = sharedArray(Uint32Array, graph.objectCount + 1);
  const edgeCount = graph.first[graph.objectCount]!;
  for (let e = 0; e < edgeCount; e++) {
    if ((e & (STEP - 1)) === 0) task.step(e, 2 * edgeCount);
    if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
    starts[targets[e]! + 1]!++;
  }
  let total = 0;
  for (let i = 1; i < starts.length; i++) {
    const count = starts[i]!;
    starts[i] = total;
    total += count;
  }
  starts[0] = total;
  return starts;
}
