import { lastAtMost } from '../../base/bisect.ts';
import { sortedOrder } from '../../base/sorted-order.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { GroupOrder } from './group-order.ts';
import { type Groups, sortedByGroup } from './groups.ts';
import type { Tally } from './tally.ts';

/** By the sign, the exponent and four bits more of bytes as a double, none negative: those of a bucket differ by 6 % at most. */
const BUCKETS = 1 << 15;
/** Sixteen bits each, the lowest first. */
const DIGITS_OF_DOUBLE = 4;
/** A bucket of more groups takes a second to sort: it is done while the user can still stop it. */
const MANY = 1 << 20;

/**
 * Groups by bytes, then by count, then by name, so that the order never depends on where objects happen to lie. Empty
 * groups are left out. Buckets of about the same bytes are put in order at once, O(groups), the groups of a bucket when
 * somebody looks into it: most people look at the first rows of half a million. 12 bytes a group.
 */
export class BiggestFirst implements GroupOrder {
  readonly length: number;
  readonly #groups: Groups;
  readonly #tally: Tally;
  readonly #task: Task;
  /** Rows first[b] … first[b + 1] - 1 are those of bucket b, of which the first has the biggest. */
  readonly #first: Uint32Array;
  readonly #order: Uint32Array;
  /** Of the rows whose bucket is in order. */
  readonly #bytesTo: Float64Array;
  readonly #bytesAbove = new Float64Array(BUCKETS);
  readonly #isInOrder = new Uint8Array(BUCKETS);
  /** The bucket that was looked into last, as a row's neighbours are in the same one most often. */
  #start = 0;
  #end = 0;

  constructor(groups: Groups, tally: Tally, task: Task) {
    this.#groups = groups;
    this.#tally = tally;
    this.#task = task;
    const { first, items } = sortedByGroup(bucketsOf(tally, task), BUCKETS + 1);
    this.length = first[BUCKETS]!;
    this.#first = first;
    this.#order = items;
    this.#bytesTo = new Float64Array(this.length);
    let bytes = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const [start, end] = [first[bucket]!, first[bucket + 1]!];
      this.#bytesAbove[bucket] = bytes;
      for (let row = start; row < end; row++) bytes += tally.sizes[items[row]!]!;
      if (end - start > MANY) this.#putInOrder(bucket);
    }
  }

  at(row: number): number {
    this.#lookInto(row);
    return this.#order[row]!;
  }

  bytesTo(row: number): number {
    this.#lookInto(row);
    return this.#bytesTo[row]!;
  }

  #lookInto(row: number): void {
    if (row >= this.#start && row < this.#end) return;
    const first = this.#first;
    const bucket = lastAtMost((place) => first[place]!, BUCKETS, row);
    if (this.#isInOrder[bucket] === 0) this.#putInOrder(bucket);
    this.#start = first[bucket]!;
    this.#end = first[bucket + 1]!;
  }

  #putInOrder(bucket: number): void {
    const start = this.#first[bucket]!;
    const groups = this.#order.subarray(start, this.#first[bucket + 1]!);
    const sorted = inOrder(groups, this.#groups.keys, this.#tally, this.#task);
    let bytes = this.#bytesAbove[bucket]!;
    for (let i = 0; i < sorted.length; i++) {
      bytes += this.#tally.sizes[sorted[i]!]!;
      this.#bytesTo[start + i] = bytes;
    }
    groups.set(sorted);
    this.#isInOrder[bucket] = 1;
  }
}

function inOrder(
  groups: Uint32Array,
  keys: Groups['keys'],
  { counts, sizes }: Tally,
  task: Task,
): Uint32Array {
  const byBytes = (a: number, b: number) => sizes[b]! - sizes[a]! || counts[b]! - counts[a]!;
  const sorted = sortedBy(groups, (a, b) => byBytes(groups[a]!, groups[b]!), task);
  for (let start = 0, end = 1; start < sorted.length; start = end++) {
    while (end < sorted.length && byBytes(sorted[start]!, sorted[end]!) === 0) end++;
    if (end - start === 1) continue;
    // Most that are equal are very many. Each text is written once, not at each comparison.
    const equal = sorted.subarray(start, end);
    const texts: string[] = [];
    for (const group of equal) texts.push(String(keys[group]));
    equal.set(sortedBy(equal, (a, b) => byText(texts[a]!, texts[b]!), task));
  }
  return sorted;
}

/** `compare` is told places. */
function sortedBy(groups: Uint32Array, compare: (a: number, b: number) => number, task: Task): Uint32Array {
  return sortedOrder(groups.length, compare, task).map((place) => groups[place]!);
}

/** The bucket of each group; that of empty ones is one more than there are. */
function bucketsOf({ counts, sizes }: Tally, task: Task): Uint32Array {
  const digits = new Uint16Array(sizes.buffer, sizes.byteOffset, DIGITS_OF_DOUBLE * sizes.length);
  const buckets = new Uint32Array(sizes.length);
  for (let group = 0; group < buckets.length; group++) {
    if ((group & (STEP - 1)) === 0) task.step(group, buckets.length);
    const highest = digits[DIGITS_OF_DOUBLE * group + DIGITS_OF_DOUBLE - 1]!;
    buckets[group] = counts[group] === 0 ? BUCKETS : BUCKETS - 1 - highest;
  }
  return buckets;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
