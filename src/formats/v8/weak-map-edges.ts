import { sharedArray } from '../../base/shared-array.ts';
import type { Task } from '../../base/task.ts';
import { cutEvenly, orderCount, runAll } from '../../base/team.ts';
import type { TextColumns } from '../../model/string-table.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { UncountedEdges } from './uncounted-edges.ts';
import { findWeakMapNames, type WeakMapNames } from './weak-map-names.ts';
import { findWeakMapValues } from './weak-map-values.ts';

/** Marks the edges from a WeakMap's table to its values, which their keys hold as well. O(nodes + names). */
export function markWeakMapValues(
  graph: EdgeGraph,
  heapIds: Float64Array,
  texts: TextColumns,
  uncounted: UncountedEdges,
  task: Task,
): void {
  const weakMaps = weakMapNames(texts, task);
  if (weakMaps.names.length === 0) return;
  const pieces = cutEvenly(graph.nodeCount, orderCount(graph.nodeCount, task));
  const orders = pieces.map(([from, to]) => ({ graph, heapIds, weakMaps, from, to }));
  for (const found of runAll(findWeakMapValues, orders, task)) {
    for (let i = 0; i < found.length; i += 2) uncounted.mark(found[i]!, found[i + 1]!);
  }
}

function weakMapNames(texts: TextColumns, task: Task): WeakMapNames {
  const count = texts.ends.length;
  const pieces = cutEvenly(count, orderCount(count, task));
  const orders = pieces.map(([from, to]) => ({ texts, from, to }));
  const parts = runAll(findWeakMapNames, orders, task);
  const total = parts.reduce((sum, { names }) => sum + names.length, 0);
  const all = { names: sharedArray(Uint32Array, total), tables: sharedArray(Float64Array, total) };
  let row = 0;
  for (const { names, tables } of parts) {
    all.names.set(names, row);
    all.tables.set(tables, row);
    row += names.length;
  }
  return all;
}
