import { EDGE_KIND_MASK, EdgeKind, isWeak, NONE } from '../../model/kinds.ts';
import type { NameTable } from '../../model/name-table.ts';
import type { EdgeGraph } from './edge-graph.ts';

/** Ids of the names of what V8 keeps of an array; NONE: there is no such name. */
export interface ArrayNames {
  readonly elements: number;
  readonly map: number;
}

export function arrayNames(names: NameTable): ArrayNames {
  return { elements: names.find('elements'), map: names.find('map') };
}

export const UNKNOWN_LENGTH = -1;

/** Words of an array, and of what it keeps its elements in before the first of them. */
const ARRAY_WORDS = 4;
const STORE_WORDS = 2;
/** So much room is added, beside half of what is needed, when an array grows. */
const LEAST_ADDED = 16;

/**
 * Elements of an array up to the last that there is a trace of: small numbers leave none, nor do any numbers where all
 * elements are numbers. At least so many are there. Unknown where there is no trace of any though there is room for some, and
 * where there is room for so many more that V8 would have taken it back: then what there is no trace of is what there is.
 * `sizes`: as the file says them. O(edges of the array).
 */
export function elementCount(
  { first, targets, names, kinds }: EdgeGraph,
  sizes: Float64Array,
  array: number,
  { elements, map }: ArrayNames,
): number {
  let count = 0;
  let store = NONE;
  let hasMap = false;
  for (let e = first[array]!, end = first[array + 1]!; e < end; e++) {
    // Whether it is marked as uncounted by now makes no difference.
    const kind = kinds[e]!;
    if (isWeak(kind)) continue;
    const name = names[e]!;
    if ((kind & EDGE_KIND_MASK) === EdgeKind.element) count = Math.max(count, name + 1);
    else if ((kind & EDGE_KIND_MASK) !== EdgeKind.slot || name === NONE) continue;
    else if (name === elements) store = targets[e]!;
    else if (name === map) hasMap = true;
  }
  // V8 writes both; other engines neither, and so does a file that is cut short before them.
  if (store === NONE) return count > 0 || hasMap ? count : UNKNOWN_LENGTH;
  return isAll(count, roomIn(sizes[store]!, sizes[array]!)) ? count : UNKNOWN_LENGTH;
}

/** How many elements have room in what keeps them. */
function roomIn(storeSize: number, arraySize: number): number {
  const word = arraySize === ARRAY_WORDS * 4 ? 4 : 8;
  return storeSize / word - STORE_WORDS;
}

/** Whether so many may be all that are in so much room: V8 gives room for more only to what grows, and at most half of it stays empty. */
function isAll(count: number, room: number): boolean {
  if (count >= room) return true;
  return count > 0 && room > LEAST_ADDED && 2 * count + LEAST_ADDED >= room;
}
