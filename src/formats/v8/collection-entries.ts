import { EDGE_KIND_MASK, EdgeKind, isWeak, NONE } from '../../model/kinds.ts';
import type { NameTable } from '../../model/name-table.ts';
import type { EdgeGraph } from './edge-graph.ts';
import { type ArrayNames, arrayNames, elementCount } from './element-count.ts';
import { nameEntries } from './name-entries.ts';
import { RowList } from './row-list.ts';
import type { NodesToWrite } from './write-nodes.ts';

/** Ids of the names that tell collections; NONE: there is no such name. */
export interface CollectionNames extends ArrayNames {
  readonly array: number;
  readonly table: number;
}

export function collectionNames(names: NameTable): CollectionNames {
  return { ...arrayNames(names), array: names.find('Array'), table: names.find('table') };
}

/** Pairs of a node and the table that it keeps its entries in, one after the other. */
export interface TablePairs {
  readonly named: Uint32Array;
  /** Those whose table is another node's as well, which has named its entries: an iterator over a Map has that of the Map. */
  readonly shared: Uint32Array;
}

/**
 * Writes the lengths of arrays, and of Maps and Sets, whose entries it makes entries. To be called while sizes are what the
 * file says. Changes names and kinds of edges of tables, which nobody else reads meanwhile.
 */
export class EntryWriter {
  readonly #nodes: NodesToWrite;
  readonly #named = new RowList();
  readonly #shared = new RowList();

  constructor(nodes: NodesToWrite) {
    this.#nodes = nodes;
  }

  write(from: number, to: number): void {
    const { graph, nodeTypes, nodeNames, types, collections, columns } = this.#nodes;
    const { array, table } = collections;
    const { lengths } = columns;
    for (let node = from; node < to; node++) {
      if (nodeTypes[node] !== types.object) continue;
      if (nodeNames[node] === array) {
        lengths[node] = elementCount(graph, columns.sizes, node, collections);
        continue;
      }
      const part = tableOf(graph, node, table);
      if (part !== NONE && nodeTypes[part] === types.array) this.#nameEntries(node, part);
    }
  }

  pairs(): TablePairs {
    return { named: this.#named.finish(), shared: this.#shared.finish() };
  }

  /** Whoever comes first to a table does it, since what has become an entry cannot be made one again. */
  #nameEntries(node: number, table: number): void {
    const { graph, texts, claimed, columns } = this.#nodes;
    const bit = 1 << (table & 31);
    const isFirst = (Atomics.or(claimed, table >>> 5, bit) & bit) === 0;
    const pairs = isFirst ? this.#named : this.#shared;
    pairs.add(node);
    pairs.add(table);
    if (!isFirst) return;
    columns.lengths[node] = nameEntries(graph, texts, table, columns.sizes[table]!);
  }
}

/** Whoever shares a table has as many entries. O(tables). */
export function shareLengths(lengths: Float64Array, { named, shared }: TablePairs): void {
  if (shared.length === 0) return;
  const nodes = new Map<number, number>();
  for (let i = 0; i < named.length; i += 2) nodes.set(named[i + 1]!, named[i]!);
  for (let i = 0; i < shared.length; i += 2) lengths[shared[i]!] = lengths[nodes.get(shared[i + 1]!)!]!;
}

/** Whether it is marked as uncounted by now makes no difference. */
function isOf(wanted: EdgeKind, kind: number): boolean {
  return (kind & EDGE_KIND_MASK) === wanted && !isWeak(kind);
}

function tableOf({ first, targets, names, kinds }: EdgeGraph, node: number, table: number): number {
  if (table === NONE) return NONE;
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if (names[e] === table && isOf(EdgeKind.slot, kinds[e]!)) return targets[e]!;
  }
  return NONE;
}
