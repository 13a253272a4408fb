import { GrowableArray } from '../../base/growable-array.ts';
import { STEP } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import { EDGE_KIND_MASK, EdgeKind, WEAK } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { WeakMapNames } from './weak-map-names.ts';

export interface ValuesOrder {
  readonly graph: EdgeGraph;
  readonly heapIds: Float64Array;
  readonly weakMaps: WeakMapNames;
  /** The heap ids of all tables, each once. */
  readonly tableIds: ReadonlySet<number>;
  /** Whose edges: those of the nodes from … to-1. */
  readonly from: number;
  readonly to: number;
}

/** Finds the edges from WeakMaps' tables to their values: pairs of node and edge. O(nodes + edges of tables · log names). */
export const findWeakMapValues: Job<ValuesOrder, Uint32Array> = {
  name: 'v8-weak-map-values',
  run({ graph, heapIds, weakMaps, tableIds, from, to }, task) {
    const found = new GrowableArray(Uint32Array);
    const mayBeTable = new Uint8Array(BUCKETS);
    for (const table of tableIds) mayBeTable[bucketOf(table)] = 1;
    for (let node = from; node < to; node++) {
      if ((node & (STEP - 1)) === 0) task.step(node - from, to - from);
      const heapId = heapIds[node]!;
      if (mayBeTable[bucketOf(heapId)] === 1 && tableIds.has(heapId))
        addValuesOf(graph, node, heapId, weakMaps, found);
    }
    return found.finish();
  },
};

/** Most nodes are known to be no tables by one look at a small array. */
const BUCKETS = 1 << 16;

function bucketOf(heapId: number): number {
  return (heapId >>> 1) & (BUCKETS - 1);
}

function addValuesOf(
  { first, targets, names, kinds }: EdgeGraph,
  node: number,
  table: number,
  weakMaps: WeakMapNames,
  found: GrowableArray<Uint32Array>,
): void {
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    // One to itself holds nothing anyway.
    if (kinds[e]! & WEAK || targets[e] === node || (kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.slot) continue;
    if (tableNamedBy(weakMaps, names[e]!) !== table) continue;
    const place = found.extend(2);
    found.array[place] = node;
    found.array[place + 1] = e;
  }
}

/** By bisection; undefined: it is no such name. */
function tableNamedBy({ names, tables }: WeakMapNames, name: number): number | undefined {
  let [low, high] = [0, names.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (names[middle]! <= name) low = middle;
    else high = middle;
  }
  return names[low] === name ? tables[low] : undefined;
}
