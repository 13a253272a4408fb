import { lastAtMost } from '../../base/bisect.ts';
import { append, GrowableArray } from '../../base/growable-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, WEAK } from '../../model/kinds.ts';
import type { TextColumns } from '../../model/string-table.ts';
import { weakMapTable } from '../../model/weak-map-pair.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { UncountedEdges } from './uncounted-edges.ts';

/** The names of edges to values of WeakMaps, ascending, and for each the heap id of the map's table. */
export interface WeakMapNames {
  readonly names: Uint32Array;
  readonly tables: Float64Array;
}

/**
 * By one thread: it has the code at hand by the time that others have got ready for theirs, and the rest of the file is
 * read meanwhile. O(names).
 */
export function weakMapNames({ bytes, ends }: TextColumns, task: Task): WeakMapNames {
  const names = new GrowableArray(Uint32Array);
  const tables = new GrowableArray<Float64Array>(Float64Array);
  for (let name = 0, start = 0; name < ends.length; start = ends[name++]!) {
    if ((name & (STEP - 1)) === 0) task.step(name, ends.length);
    const table = weakMapTable(bytes, start, ends[name]!);
    if (table === undefined) continue;
    append(names, name);
    append(tables, table);
  }
  return { names: names.finish(), tables: tables.finish() };
}

/** The tables of WeakMaps, ascending. O(nodes), or nothing where the file has no WeakMaps. */
export function weakMapTables(heapIds: Float64Array, { tables }: WeakMapNames, task: Task): Uint32Array {
  const found = new GrowableArray(Uint32Array);
  const tableIds = new Set(tables);
  if (tableIds.size === 0) return found.finish();
  const mayBeTable = new Uint8Array(BUCKETS);
  for (const table of tableIds) mayBeTable[bucketOf(table)] = 1;
  for (let node = 0; node < heapIds.length; node++) {
    if ((node & (STEP - 1)) === 0) task.step(node, heapIds.length);
    const heapId = heapIds[node]!;
    if (mayBeTable[bucketOf(heapId)] === 0 || !tableIds.has(heapId)) continue;
    append(found, node);
  }
  return found.finish();
}

/** Most nodes are known to be no tables by one look at a small array. */
const BUCKETS = 1 << 16;

function bucketOf(heapId: number): number {
  return (heapId >>> 1) & (BUCKETS - 1);
}

/** What a file says of WeakMaps. */
export interface WeakMaps extends WeakMapNames {
  /** `weakMapTables`. */
  readonly nodes: Uint32Array;
}

/** Marks the edges from WeakMaps' tables to their values, which their keys hold as well. O(edges of tables · log names). */
export function markWeakMapValues(
  { first, targets, names, kinds }: EdgeGraph,
  heapIds: Float64Array,
  weakMaps: WeakMaps,
  uncounted: UncountedEdges,
): void {
  const { tables } = weakMaps;
  let row = -1;
  for (const node of weakMaps.nodes) {
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
      // One to itself holds nothing anyway.
      if (kinds[e]! & WEAK || targets[e] === node || (kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.slot) continue;
      // Entries that lie side by side have names that do.
      row = weakMaps.names[row + 1] === names[e] ? row + 1 : rowOf(weakMaps.names, names[e]!);
      if (tables[row] === heapIds[node]) uncounted.mark(node, e);
    }
  }
}

/** -1: it is none of them. */
function rowOf(names: Uint32Array, name: number): number {
  const row = lastAtMost((i) => names[i]!, names.length, name);
  return names[row] === name ? row : -1;
}
