import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, WEAK } from '../../model/kinds.ts';
import type { StringTable } from '../../model/string-table.ts';
import { mayBeWeakMapPair, weakMapPair } from '../../model/weak-map-pair.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { UncountedEdges } from './uncounted-edges.ts';

/** The tables of WeakMaps by the names of their edges to values. */
type TablesByName = ReadonlyMap<number, number>;

/** Marks the edges from a WeakMap's table to its values, which their keys hold as well. O(nodes + names). */
export function markWeakMapValues(
  graph: EdgeGraph,
  heapIds: Float64Array,
  names: StringTable,
  uncounted: UncountedEdges,
  task: Task,
): void {
  const tables = tablesByName(names);
  if (tables.size === 0) return;
  const isTable = membership(new Set(tables.values()));
  for (let node = 0; node < graph.nodeCount; node++) {
    if ((node & (STEP - 1)) === 0) task.step(node, graph.nodeCount);
    if (isTable(heapIds[node]!)) markValuesOf(graph, node, heapIds[node]!, tables, uncounted);
  }
}

function markValuesOf(
  { first, targets, names, kinds }: EdgeGraph,
  node: number,
  table: number,
  tables: TablesByName,
  uncounted: UncountedEdges,
): void {
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    // One to itself holds nothing anyway.
    if (kinds[e]! & WEAK || targets[e] === node) continue;
    if ((kinds[e]! & EDGE_KIND_MASK) === EdgeKind.slot && tables.get(names[e]!) === table)
      uncounted.mark(node, e);
  }
}

/** O(names). */
function tablesByName(names: StringTable): TablesByName {
  const tables = new Map<number, number>();
  const { bytes, ends } = names.columns();
  for (let name = 0, start = 0; name < names.count; start = ends[name++]!) {
    if (!mayBeWeakMapPair(bytes, start, ends[name]!)) continue;
    const table = weakMapPair(names, name)?.table;
    if (table !== undefined) tables.set(name, table);
  }
  return tables;
}

const BUCKETS = 1 << 16;

/** As `ids.has`, but for most others by one look at a small table. */
function membership(ids: ReadonlySet<number>): (id: number) => boolean {
  const mayBe = new Uint8Array(BUCKETS);
  const bucketOf = (id: number): number => (id >>> 1) & (BUCKETS - 1);
  for (const id of ids) mayBe[bucketOf(id)] = 1;
  return (id) => mayBe[bucketOf(id)] === 1 && ids.has(id);
}
