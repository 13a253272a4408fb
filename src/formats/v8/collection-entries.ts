import type { Task } from '../../base/task.ts';
import { cutEvenly, orderCount, runAll } from '../../base/team.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { EdgeGraph } from './edge-graph.ts';
import { findTables } from './find-tables.ts';
import { NO_TABLE, nameEntries } from './name-entries.ts';
import type { NodeRows } from './node-rows.ts';
import type { NodeTypes } from './node-types.ts';

/**
 * Writes the lengths of arrays, and of Maps and Sets, whose entries it makes entries. To be called while sizes are what the
 * file says. O(nodes + edges of objects and tables). Changes `names` and `kinds`.
 */
export function writeEntries(
  builder: SnapshotBuilder,
  nodes: NodeRows,
  graph: EdgeGraph,
  types: NodeTypes,
  task: Task,
): void {
  const { lengths } = builder.objects.columns;
  const what = {
    graph,
    nodeTypes: nodes.types.finish(),
    nodeNames: nodes.names.finish(),
    objectType: types.object,
    arrayType: types.array,
    table: builder.names.find('table'),
    array: builder.names.find('Array'),
    lengths,
  };
  const pieces = cutEvenly(graph.nodeCount, orderCount(graph.targets.length, task));
  const searches = pieces.map(([from, to]) => ({ ...what, from, to }));
  const pairs = runAll(findTables, searches, task);
  const tables = tablesOf(pairs);
  const counts = countsOf(tables, builder, nodes, graph, task);
  for (const found of pairs) {
    for (let i = 0; i < found.length; i += 2) {
      const count = counts[placeOf(tables, found[i + 1]!)]!;
      if (count !== NO_TABLE) lengths[found[i]!] = count;
    }
  }
}

/** In ascending order, each once: an iterator over a Map refers to the Map's table as well. */
function tablesOf(pairs: readonly Uint32Array[]): Uint32Array {
  const tables = new Uint32Array(pairs.reduce((sum, found) => sum + found.length / 2, 0));
  let count = 0;
  for (const found of pairs) for (let i = 1; i < found.length; i += 2) tables[count++] = found[i]!;
  return tables.sort().filter((table, i) => i === 0 || table !== tables[i - 1]);
}

/** Where a table is among them, by bisection. */
function placeOf(tables: Uint32Array, table: number): number {
  let [low, high] = [0, tables.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (tables[middle]! <= table) low = middle;
    else high = middle;
  }
  return low;
}

/** By place among the tables: how many entries each has. */
function countsOf(
  tables: Uint32Array,
  { texts }: SnapshotBuilder,
  nodes: NodeRows,
  graph: EdgeGraph,
  task: Task,
): Uint32Array {
  const columns = { graph, sizes: nodes.sizes.finish(), texts: texts.columns() };
  const pieces = cutEvenly(tables.length, orderCount(graph.targets.length, task));
  const orders = pieces.map(([from, to]) => ({ ...columns, tables: tables.slice(from, to) }));
  const counts = new Uint32Array(tables.length);
  for (const [piece, found] of runAll(nameEntries, orders, task).entries())
    counts.set(found, pieces[piece]![0]);
  return counts;
}
