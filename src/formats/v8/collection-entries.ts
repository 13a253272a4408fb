import { EDGE_KIND_MASK, EdgeKind, NONE, WEAK } from '../../model/kinds.ts';
import type { NameTable } from '../../model/name-table.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { NodeRows } from './node-rows.ts';
import type { NodeTypes } from './node-types.ts';

/** How many words of a table are its header: the numbers of elements, of deleted ones, and of buckets. */
const HEADER_WORDS = 3;
/** Words of an entry: those of a Map have key, value and the number of the next in the bucket; those of a Set no value. */
const MAP_ENTRY_WORDS = 3;
const SET_ENTRY_WORDS = 2;
/** There is room for twice as many entries as buckets. */
const ENTRIES_PER_BUCKET = 2;
/** Bytes of a word, without and with compressed pointers. */
const wordSizes = [8, 4];

/**
 * Makes entries of Maps and members of Sets from the numbered references of their tables, and writes how many there are
 * as their owners' length. A table is an array of header, buckets, and entries one after the other; how many buckets there
 * are follows from its size, since a table for a Map and one for a Set are never of one size. Numbers that are small, true,
 * false, null and undefined leave no trace in a table: an entry of which neither key nor value does is not there, and
 * a value whose key is such has the key NONE. Of arrays the length is written that the last element tells, for the same reason.
 *
 * To be called while sizes are what the file says. O(nodes + edges of tables and arrays). Changes `names` and `kinds`.
 */
export function writeEntries(
  builder: SnapshotBuilder,
  nodes: NodeRows,
  graph: EdgeGraph,
  types: NodeTypes,
): void {
  const { lengths } = builder.objects.columns;
  const nodeTypes = nodes.types.array;
  const nodeNames = nodes.names.array;
  const table = builder.names.find('table');
  const wordOf = wordNumbers(graph, builder.names);
  const array = builder.names.find('Array');
  for (let node = 0; node < graph.nodeCount; node++) {
    if (nodeTypes[node] !== types.object) continue;
    if (nodeNames[node] === array) lengths[node] = elementCount(graph, node);
    else if (table !== NONE) {
      const part = tableOf(graph, node, table);
      if (part === NONE || nodeTypes[part] !== types.array) continue;
      const layout = layoutOf(nodes.sizes.array[part]!);
      if (layout !== undefined) lengths[node] = nameEntries(graph, part, layout, wordOf);
    }
  }
}

/** Elements up to the last that there is a trace of. */
function elementCount({ first, names, kinds }: EdgeGraph, node: number): number {
  let count = 0;
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if (kinds[e] === EdgeKind.element && names[e]! >= count) count = names[e]! + 1;
  }
  return count;
}

function tableOf({ first, targets, names, kinds }: EdgeGraph, node: number, table: number): number {
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if (names[e] === table && kinds[e] === EdgeKind.slot) return targets[e]!;
  }
  return NONE;
}

interface TableLayout {
  readonly entryWords: number;
  /** The word at which the first entry begins. */
  readonly start: number;
}

/** Undefined: no table for a Map or Set has this size. */
function layoutOf(size: number): TableLayout | undefined {
  for (const wordSize of wordSizes) {
    // Every object begins with its map, and an array goes on with its length.
    const words = size / wordSize - 2 - HEADER_WORDS;
    for (const entryWords of [MAP_ENTRY_WORDS, SET_ENTRY_WORDS]) {
      const buckets = words / (1 + ENTRIES_PER_BUCKET * entryWords);
      if (isPowerOfTwo(buckets)) return { entryWords, start: HEADER_WORDS + buckets };
    }
  }
  return undefined;
}

function isPowerOfTwo(count: number): boolean {
  return count >= 1 && Number.isInteger(Math.log2(count));
}

/** Tells the number of the word that an edge of an array is about, which is its index or its name; -1: it is about none. */
function wordNumbers({ names, kinds }: EdgeGraph, texts: NameTable): (edge: number) => number {
  /** By name: its number plus 2; 1: it is no number; 0: not looked at. */
  const known = new Uint32Array(texts.count);
  return (edge) => {
    const name = names[edge]!;
    const kind = kinds[edge]! & EDGE_KIND_MASK;
    if (kind === EdgeKind.internal) return name;
    if (kind !== EdgeKind.slot) return -1;
    if (known[name] === 0) {
      const text = texts.text(name);
      known[name] = /^\d{1,9}$/.test(text) ? Number(text) + 2 : 1;
    }
    return known[name]! - 2;
  };
}

/** Returns how many entries or members have left a trace. */
function nameEntries(
  { first, targets, names, kinds }: EdgeGraph,
  table: number,
  { entryWords, start }: TableLayout,
  wordOf: (edge: number) => number,
): number {
  let [count, entry, key] = [0, NONE, NONE];
  for (let e = first[table]!, end = first[table + 1]!; e < end; e++) {
    const word = wordOf(e) - start;
    if (word < 0) continue;
    const index = Math.floor(word / entryWords);
    if (index !== entry) {
      count++;
      [entry, key] = [index, NONE];
    }
    const isKey = word % entryWords === 0;
    const flags = kinds[e]! & WEAK;
    names[e] = isKey ? NONE : key;
    kinds[e] = flags | kindOf(isKey, entryWords);
    if (isKey) key = targets[e]!;
  }
  return count;
}

function kindOf(isKey: boolean, entryWords: number): number {
  if (!isKey) return EdgeKind.entry;
  return entryWords === SET_ENTRY_WORDS ? EdgeKind.member : EdgeKind.key;
}
