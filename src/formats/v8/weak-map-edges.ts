import { sharedArray } from '../../base/shared-array.ts';
import type { Task } from '../../base/task.ts';
import { cutEvenly, orderCount, type Running, runAll, teamOf } from '../../base/team.ts';
import type { TextColumns } from '../../model/string-table.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { UncountedEdges } from './uncounted-edges.ts';
import { findWeakMapNames, type WeakMapNames } from './weak-map-names.ts';
import { findWeakMapValues } from './weak-map-values.ts';

/** Finds the names of edges to values of WeakMaps while this thread does something else; there is one result. O(names). */
export function beginWeakMapNames(texts: TextColumns, task: Task): Running<WeakMapNames> {
  const count = texts.ends.length;
  const orders = cutEvenly(count, orderCount(count, task)).map(([from, to]) => ({ texts, from, to }));
  const running = teamOf(task).start(findWeakMapNames, orders);
  return { wait: (waiting) => [joined(running.wait(waiting))], abandon: () => running.abandon() };
}

function joined(parts: readonly WeakMapNames[]): WeakMapNames {
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

/** Marks the edges from a WeakMap's table to its values, which their keys hold as well. O(nodes). */
export function markWeakMapValues(
  graph: EdgeGraph,
  heapIds: Float64Array,
  weakMaps: WeakMapNames,
  uncounted: UncountedEdges,
  task: Task,
): void {
  if (weakMaps.names.length === 0) return;
  const pieces = cutEvenly(graph.nodeCount, orderCount(graph.nodeCount, task));
  const tableIds = new Set(weakMaps.tables);
  const orders = pieces.map(([from, to]) => ({ graph, heapIds, weakMaps, tableIds, from, to }));
  for (const found of runAll(findWeakMapValues, orders, task)) {
    for (let i = 0; i < found.length; i += 2) uncounted.mark(found[i]!, found[i + 1]!);
  }
}
