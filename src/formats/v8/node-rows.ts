import { GrowableArray } from '../../base/growable-array.ts';
import type { NodeLayout } from './header.ts';
import { BadNumber, type RowTaker } from './read-number-rows.ts';

const MOST_NAMES = 0xffffffff;

/** The section `nodes` as columns. */
export class NodeRows implements RowTaker {
  readonly what = 'node';
  readonly width: number;
  /** Index into the header's node types. */
  readonly types = new GrowableArray(Uint8Array);
  /** Index into the section `strings`. */
  readonly names = new GrowableArray(Uint32Array);
  readonly ids = new GrowableArray(Float64Array);
  readonly sizes = new GrowableArray(Float64Array);
  readonly edgeCounts = new GrowableArray(Uint32Array);
  /** 0: unknown, 1: attached, 2: detached. Empty where the file does not say. */
  readonly detachedness = new GrowableArray(Uint8Array);
  /** What all edge counts add up to. */
  edgeCount = 0;
  readonly #layout: NodeLayout;
  readonly #typeCount: number;

  constructor(layout: NodeLayout, typeCount: number) {
    this.#layout = layout;
    this.width = layout.width;
    this.#typeCount = typeCount;
  }

  get count(): number {
    return this.types.length;
  }

  reserve(count: number): void {
    for (const column of [this.types, this.names, this.ids, this.sizes, this.edgeCounts]) {
      column.reserve(count);
    }
    if (this.#layout.detachedness !== undefined) this.detachedness.reserve(count);
  }

  /** Column by column: each of these loops is one that the compiler makes short work of. */
  take(numbers: Float64Array, rows: number): void {
    const { type, name, id, selfSize, edgeCount, detachedness } = this.#layout;
    const end = rows * this.width;
    const start = this.types.extend(rows);
    this.#check(numbers, type, end, this.#typeCount - 1, 'a node has a type that there is not');
    copyBytes(numbers, type, this.width, end, this.types.array, start);
    this.names.extend(rows);
    this.#check(numbers, name, end, MOST_NAMES, 'a node has a name that there is not');
    copyWords(numbers, name, this.width, end, this.names.array, start);
    this.ids.extend(rows);
    copyDoubles(numbers, id, this.width, end, this.ids.array, start);
    this.sizes.extend(rows);
    copyDoubles(numbers, selfSize, this.width, end, this.sizes.array, start);
    this.edgeCounts.extend(rows);
    this.#check(numbers, edgeCount, end, MOST_NAMES, 'a node has too many edges');
    copyWords(numbers, edgeCount, this.width, end, this.edgeCounts.array, start);
    this.edgeCount += sum(numbers, edgeCount, this.width, end);
    if (detachedness === undefined) return;
    this.detachedness.extend(rows);
    this.#check(numbers, detachedness, end, 2, 'a node is neither attached nor detached');
    copyBytes(numbers, detachedness, this.width, end, this.detachedness.array, start);
  }

  #check(numbers: Float64Array, from: number, end: number, most: number, message: string): void {
    for (let i = from; i < end; i += this.width) {
      if (numbers[i]! > most) throw new BadNumber(i, `${message}: ${numbers[i]}`);
    }
  }
}

function copyBytes(
  from: Float64Array,
  first: number,
  width: number,
  end: number,
  to: Uint8Array,
  start: number,
): void {
  for (let i = first, row = start; i < end; i += width) to[row++] = from[i]!;
}

function copyWords(
  from: Float64Array,
  first: number,
  width: number,
  end: number,
  to: Uint32Array,
  start: number,
): void {
  for (let i = first, row = start; i < end; i += width) to[row++] = from[i]!;
}

function copyDoubles(
  from: Float64Array,
  first: number,
  width: number,
  end: number,
  to: Float64Array,
  start: number,
): void {
  for (let i = first, row = start; i < end; i += width) to[row++] = from[i]!;
}

function sum(numbers: Float64Array, first: number, width: number, end: number): number {
  let total = 0;
  for (let i = first; i < end; i += width) total += numbers[i]!;
  return total;
}
