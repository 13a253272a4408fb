import { GrowableArray } from '../../base/growable-array.ts';
import type { NodeLayout } from './header.ts';
import { BadNumber, type RowTaker } from './read-number-rows.ts';

const MOST = 0xffffffff;

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
    const { width } = this;
    const end = rows * width;
    const start = this.types.extend(rows);
    this.names.extend(rows);
    this.ids.extend(rows);
    this.sizes.extend(rows);
    this.edgeCounts.extend(rows);
    const types = this.#typeCount - 1;
    copyBytes(
      { numbers, first: type, width, end },
      this.types.array,
      start,
      types,
      'a node has a type that there is not',
    );
    copyWords(
      { numbers, first: name, width, end },
      this.names.array,
      start,
      'a node has a name that there is not',
    );
    copyDoubles({ numbers, first: id, width, end }, this.ids.array, start);
    copyDoubles({ numbers, first: selfSize, width, end }, this.sizes.array, start);
    this.edgeCount += copyWords(
      { numbers, first: edgeCount, width, end },
      this.edgeCounts.array,
      start,
      'a node has too many edges',
    );
    if (detachedness === undefined) return;
    this.detachedness.extend(rows);
    copyBytes(
      { numbers, first: detachedness, width, end },
      this.detachedness.array,
      start,
      2,
      'a node is neither attached nor detached',
    );
  }
}

/** One field of some rows. */
interface Field {
  readonly numbers: Float64Array;
  readonly first: number;
  readonly width: number;
  readonly end: number;
}

function copyBytes(
  { numbers, first, width, end }: Field,
  to: Uint8Array,
  start: number,
  most: number,
  message: string,
): void {
  for (let i = first, row = start; i < end; i += width) {
    const number = numbers[i]!;
    if (number > most) throw new BadNumber(i, `${message}: ${number}`);
    to[row++] = number;
  }
}

/** Returns what they add up to. */
function copyWords(
  { numbers, first, width, end }: Field,
  to: Uint32Array,
  start: number,
  message: string,
): number {
  let sum = 0;
  for (let i = first, row = start; i < end; i += width) {
    const number = numbers[i]!;
    if (number > MOST) throw new BadNumber(i, `${message}: ${number}`);
    to[row++] = number;
    sum += number;
  }
  return sum;
}

function copyDoubles({ numbers, first, width, end }: Field, to: Float64Array, start: number): void {
  for (let i = first, row = start; i < end; i += width) to[row++] = numbers[i]!;
}
