import { instantiate } from './number-kernel.wat';
import { APART, BLOCK, ownKernel, WORD } from './own-kernel.ts';

/** What `number-kernel.wat` exports; all places are bytes of its memory. */
interface NumberKernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly namesUsed: { value: number };
  readonly sum: { readonly value: number };
  count(from: number, end: number): number;
  commas(from: number, end: number, to: number): number;
  column(comma: number, stride: number, rows: number, to: number, size: number, most: number): number;
  edges(
    comma: number,
    rows: number,
    targets: number,
    names: number,
    kinds: number,
    kindOf: number,
    isNamed: number,
    width: number,
    share: bigint,
    nodes: number,
  ): number;
}

/** What is copied to shared memory goes word by word where both sides begin at the same place of a word; else it takes eight times as long. */
const alignment = (row: number, size: number): number => (row * size) & 7;

/** How the kernel's memory is laid out: where what begins. */
const text = APART;
/** The comma before the block, which may not be there, and those in it. */
const places = text + BLOCK + APART;
const tables = places + WORD * (BLOCK + 1) + APART;
const BYTE_VALUES = 256;
/** At a multiple of eight, for doubles. */
const columns = (tables + 2 * BYTE_VALUES + APART + 7) & ~7;
/** A number takes two bytes, an edge six. */
const MOST_NUMBERS = BLOCK >>> 1;
const MOST_EDGES = 2 * Math.ceil(BLOCK / 12);
const MOST_WORD = 0xffffffff;

const COMMA = 0x2c;

/** Bytes of a number in a column; those of eight are doubles. */
export type ColumnSize = 1 | 4 | 8;

/** A field of rows of `width` numbers. */
export interface FieldRules {
  readonly field: number;
  readonly width: number;
  /** The greatest number that has room; doubles have room for all. */
  readonly most?: number | undefined;
}

/** Some numbers of a field. */
export interface GatheredColumn {
  readonly numbers: Uint8Array | Uint32Array | Float64Array;
  readonly count: number;
  readonly sum: number;
}

/** What is to be known of the edges of a file to take those that are written in the usual way. */
export interface EdgeRules {
  /** The kind byte of a type of one digit, by that digit's byte; NO_KIND: its edges are left to others. */
  readonly kindOf: Uint8Array;
  /** By the same byte: 1 where a name is an index into the section `strings`. */
  readonly isNamed: Uint8Array;
  /** Numbers a node: where one begins is a multiple of it. */
  readonly nodeWidth: number;
  /** No edge leads further. */
  readonly nodeCount: number;
}

/** Edges have no such kind. */
export const NO_KIND = 0xff;

/** Some edges, by what they lead to, are called, and are. */
export interface EdgeColumns {
  readonly targets: Uint32Array;
  readonly names: Uint32Array;
  readonly kinds: Uint8Array;
  /** The greatest index into the section `strings`; -1: no edge has a name. */
  readonly mostName: number;
}

/**
 * A block of text of a list of numbers, in the kernel's memory: one for each thread. What it gives are views that the next
 * call overwrites. Usual numbers have up to fifteen digits, nothing before them, and a line break or nothing behind them; what
 * else JSON allows is left to who knows all of it.
 */
export class NumberBlock {
  readonly #kernel = instantiate() as NumberKernel;
  readonly #bytes = new Uint8Array(this.#kernel.memory.buffer);
  readonly #places = new Uint32Array(this.#kernel.memory.buffer, places, BLOCK + 1);
  readonly #columns = new Uint8Array(this.#kernel.memory.buffer, columns);
  readonly #words = new Uint32Array(this.#kernel.memory.buffer, columns, 2 * MOST_NUMBERS);
  readonly #doubles = new Float64Array(this.#kernel.memory.buffer, columns, MOST_NUMBERS);

  constructor() {
    this.#places[0] = text - 1;
  }

  /** As many bytes as fit, from the first of a number on. Returns how many numbers have a comma behind them. */
  load(bytes: Uint8Array, position: number): number {
    const end = text + this.#copy(bytes, position, bytes.length);
    this.#bytes.fill(0, end, end + APART);
    const from = places + WORD;
    return (this.#kernel.commas(text, end, from) - from) / WORD;
  }

  /** How many bytes there are up to behind the comma of so many numbers. */
  lengthOf(numbers: number): number {
    return this.#places[numbers]! + 1 - text;
  }

  /**
   * A field of so many rows of `width` numbers, to be copied to a row of a column of that size; fewer when one of them is not usual, or above
   * `most`.
   */
  column(
    { field, width, most = MOST_WORD }: FieldRules,
    rows: number,
    size: ColumnSize,
    row: number,
  ): GatheredColumn {
    const [comma, stride] = [places + WORD * field, WORD * width];
    const shift = alignment(row, size);
    const count = this.#kernel.column(comma, stride, rows, columns + shift, size, most);
    const all = { 1: this.#columns, 4: this.#words, 8: this.#doubles }[size];
    const start = shift / size;
    return { numbers: all.subarray(start, start + count), count, sum: this.#kernel.sum.value };
  }

  /** So many edges, to be copied to a row of their columns; fewer when one of them is not usual, or not as it has to be. */
  edges({ kindOf, isNamed, nodeWidth, nodeCount }: EdgeRules, rows: number, row: number): EdgeColumns {
    const kernel = this.#kernel;
    this.#bytes.set(kindOf, tables);
    this.#bytes.set(isNamed, tables + BYTE_VALUES);
    kernel.namesUsed.value = 0;
    const targets = alignment(row, WORD);
    const names = WORD * MOST_EDGES + targets;
    const kinds = 2 * WORD * MOST_EDGES + alignment(row, 1);
    const share = BigInt(Math.floor(2 ** 32 / nodeWidth) + 1);
    const rules = [tables, tables + BYTE_VALUES, nodeWidth, share, Math.min(nodeCount, MOST_WORD)] as const;
    const written = [columns + targets, columns + names, columns + kinds] as const;
    const count = kernel.edges(places, rows, ...written, ...rules);
    return {
      targets: this.#words.subarray(targets / WORD, targets / WORD + count),
      names: this.#words.subarray(names / WORD, names / WORD + count),
      kinds: this.#columns.subarray(kinds, kinds + count),
      mostName: kernel.namesUsed.value - 1,
    };
  }

  /** Commas among the first `end` bytes. */
  countCommas(bytes: Uint8Array, end: number): number {
    let commas = 0;
    for (let position = 0; position < end; ) {
      const length = this.#copy(bytes, position, end);
      commas += this.#kernel.count(text, text + length);
      position += length;
    }
    return commas;
  }

  #copy(bytes: Uint8Array, position: number, end: number): number {
    const piece = bytes.subarray(position, Math.min(position + BLOCK, end));
    this.#bytes.set(piece, text);
    return piece.length;
  }
}

const numberBlock = ownKernel(() => new NumberBlock());

/** Commas among the first `end` bytes. */
export function countCommas(bytes: Uint8Array, end: number): number {
  const block = numberBlock();
  if (block !== null) return block.countCommas(bytes, end);
  let commas = 0;
  for (let i = 0; i < end; i++) if (bytes[i] === COMMA) commas++;
  return commas;
}

/** The fields of a row of `width` numbers that are not among those that are read. */
export function fieldsBeside(read: readonly (number | undefined)[], width: number): number[] {
  return Array.from({ length: width }, (_, field) => field).filter((field) => !read.includes(field));
}

/** Which rows are wanted. */
export interface WantedRows {
  /** Numbers a row. */
  readonly width: number;
  readonly most: number;
  /** Fields that nobody reads; they have to be numbers all the same. */
  readonly unread: readonly number[];
}

/**
 * Takes rows from the first number of one on, block by block; returns where the first one begins that is not taken. `take` is
 * given so many rows of a block, and says how many of them it has taken.
 */
export function takeInBlocks(
  bytes: Uint8Array,
  position: number,
  { width, most, unread }: WantedRows,
  take: (block: NumberBlock, rows: number) => number,
): number {
  const block = numberBlock();
  if (block === null) return position;
  let at = position;
  for (let left = most; left > 0; ) {
    let rows = Math.min(Math.floor(block.load(bytes, at) / width), left);
    for (const field of unread) rows = block.column({ field, width }, rows, 8, 0).count;
    const taken = rows === 0 ? 0 : take(block, rows);
    at += block.lengthOf(taken * width);
    if (taken === 0 || taken < rows) break;
    left -= taken;
  }
  return at;
}
