import { GrowableArray } from '../../base/growable-array.ts';
import { STEP } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import { EDGE_KIND_MASK, EdgeKind, isWeak, NONE } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

/** What is asked of the nodes from … to-1. */
export interface TablesOrder {
  readonly graph: EdgeGraph;
  readonly nodeTypes: Uint8Array;
  readonly nodeNames: Uint32Array;
  /** Of objects, and of arrays that only parts of others are. */
  readonly objectType: number;
  readonly arrayType: number;
  /** Ids of the names `table` and `Array`; NONE: there is no such name. */
  readonly table: number;
  readonly array: number;
  /** By node: written for arrays. */
  readonly lengths: Float64Array;
  readonly from: number;
  readonly to: number;
}

/** Finds what Maps and Sets keep their entries in: pairs of owner and table. Of arrays it writes the length. */
export const findTables: Job<TablesOrder, Uint32Array> = {
  name: 'v8-find-tables',
  run(order, task) {
    const { graph, nodeTypes, nodeNames, lengths, from, to } = order;
    const pairs = new GrowableArray(Uint32Array);
    for (let node = from; node < to; node++) {
      if ((node & (STEP - 1)) === 0) task.step(node - from, to - from);
      if (nodeTypes[node] !== order.objectType) continue;
      if (nodeNames[node] === order.array) lengths[node] = elementCount(graph, node);
      else {
        const part = tableOf(graph, node, order.table);
        if (part !== NONE && nodeTypes[part] === order.arrayType) add(pairs, node, part);
      }
    }
    return pairs.finish();
  },
};

/** Meanwhile another thread may mark it as uncounted. */
function isOf(wanted: EdgeKind, kind: number): boolean {
  return (kind & EDGE_KIND_MASK) === wanted && !isWeak(kind);
}

/** Elements up to the last that there is a trace of: small numbers, true, false, null and undefined leave none. */
function elementCount({ first, names, kinds }: EdgeGraph, node: number): number {
  let count = 0;
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if (isOf(EdgeKind.element, kinds[e]!) && names[e]! >= count) count = names[e]! + 1;
  }
  return count;
}

function tableOf({ first, targets, names, kinds }: EdgeGraph, node: number, table: number): number {
  if (table === NONE) return NONE;
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if (names[e] === table && isOf(EdgeKind.slot, kinds[e]!)) return targets[e]!;
  }
  return NONE;
}

function add(pairs: GrowableArray<Uint32Array>, owner: number, table: number): void {
  const place = pairs.extend(2);
  pairs.array[place] = owner;
  pairs.array[place + 1] = table;
}
