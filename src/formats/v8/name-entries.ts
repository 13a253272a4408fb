import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../model/kinds.ts';
import type { TextColumns } from '../../model/string-table.ts';
import type { EdgeGraph } from './edge-graph.ts';
import { UNKNOWN_LENGTH } from './element-count.ts';

/** How many words of a table are its header: the numbers of elements, of deleted ones, and of buckets. */
const HEADER_WORDS = 3;
/** Words of an entry: those of a Map have key, value and the number of the next in the bucket; those of a Set no value. */
const MAP_ENTRY_WORDS = 3;
const SET_ENTRY_WORDS = 2;
/** There is room for twice as many entries as buckets. */
const ENTRIES_PER_BUCKET = 2;
/** A table is made smaller when entries are taken out until less than this part of its room is needed. */
const FULLEST_EMPTY = 4;
const MOST_BUCKETS = 1 << 30;
/** Bytes of a word, without and with compressed pointers. */
const wordSizes = [8, 4];

/**
 * Makes entries of a Map or members of a Set from the numbered references of its table: changes names and kinds of these
 * edges. A table is an array of header, buckets, and entries one after the other; how many buckets there are follows from
 * its size, since a table for a Map and one for a Set are never of one size. Numbers that are small, true, false, null and
 * undefined leave no trace in a table: an entry of which neither key nor value does is not there, and a value whose key
 * is such has the key NONE. Returns how many entries or members have left a trace: there are at least so many; unknown where
 * none has, or fewer than V8 keeps such a table for, and where it is no table for a Map or Set.
 * `size`: its bytes, as the file says them.
 */
export function nameEntries(graph: EdgeGraph, texts: TextColumns, table: number, size: number): number {
  const layout = layoutOf(size);
  if (layout === undefined) return UNKNOWN_LENGTH;
  const count = nameEntriesOf(graph, texts, table, layout);
  return count > 0 && FULLEST_EMPTY * count >= layout.room ? count : UNKNOWN_LENGTH;
}

interface TableLayout {
  readonly entryWords: number;
  /** The word at which the first entry begins. */
  readonly start: number;
  /** For so many entries. */
  readonly room: number;
}

/** Undefined: no table for a Map or Set has this size. */
function layoutOf(size: number): TableLayout | undefined {
  for (const wordSize of wordSizes) {
    // Every object begins with its map, and an array goes on with its length.
    const words = size / wordSize - 2 - HEADER_WORDS;
    for (const entryWords of [MAP_ENTRY_WORDS, SET_ENTRY_WORDS]) {
      const buckets = words / (1 + ENTRIES_PER_BUCKET * entryWords);
      if (isPowerOfTwo(buckets)) {
        return { entryWords, start: HEADER_WORDS + buckets, room: ENTRIES_PER_BUCKET * buckets };
      }
    }
  }
  return undefined;
}

function isPowerOfTwo(count: number): boolean {
  return count >= 1 && count <= MOST_BUCKETS && Number.isInteger(count) && (count & (count - 1)) === 0;
}

function nameEntriesOf(
  { first, targets, names, kinds }: EdgeGraph,
  texts: TextColumns,
  table: number,
  { entryWords, start }: TableLayout,
): number {
  let [count, entry, key] = [0, NONE, NONE];
  for (let e = first[table]!, end = first[table + 1]!; e < end; e++) {
    const word = wordOf(names[e]!, kinds[e]! & EDGE_KIND_MASK, texts) - start;
    if (word < 0) continue;
    const index = Math.floor(word / entryWords);
    if (index !== entry) {
      count++;
      [entry, key] = [index, NONE];
    }
    const isKey = word % entryWords === 0;
    names[e] = isKey ? NONE : key;
    kinds[e] = (kinds[e]! & ~EDGE_KIND_MASK) | kindOf(isKey, entryWords);
    if (isKey) key = targets[e]!;
  }
  return count;
}

function kindOf(isKey: boolean, entryWords: number): number {
  if (!isKey) return EdgeKind.entry;
  return entryWords === SET_ENTRY_WORDS ? EdgeKind.member : EdgeKind.key;
}

/** The number of the word that an edge of an array is about, which is its index or its name; -1: it is about none. */
function wordOf(name: number, kind: number, texts: TextColumns): number {
  if (kind === EdgeKind.internal) return name;
  return kind === EdgeKind.slot ? numberOf(texts, name) : -1;
}

const MOST_DIGITS = 9;

/** What a text of nothing but digits is worth; -1: it is none. */
function numberOf({ bytes, ends }: TextColumns, text: number): number {
  const start = text === 0 ? 0 : ends[text - 1]!;
  const end = ends[text]!;
  if (end === start || end - start > MOST_DIGITS) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
