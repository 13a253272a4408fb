import type { NumericArray } from '../../base/shared-array.ts';

/**
 * Columns are stored by blocks, each as narrow as what is in it: the types of neighbours are alike, most have no line or
 * name, and addresses of one heap share their high half. An index takes half the room then, and writing is what it
 * costs most. A block is a header of 16 bytes (base, high half, width), then a number of `width` bytes for each value,
 * which counts from the base; filled up to a multiple of 8.
 */
export const BLOCK = 1 << 16;
export const BLOCK_HEADER = 16;

const SAMPLE_STEP = 1024;

/** Stands for a width: the values are stored as they are. */
const RAW = 255;

/** The values of a block as signed numbers of 32 bits, with which machines are quickest; used anew for each block. */
const scratch = new Int32Array(BLOCK);

/** The largest that a block of so many values can be. */
export function mostBlockBytes(column: NumericArray, count: number): number {
  return BLOCK_HEADER + padded(count * Math.max(4, column.BYTES_PER_ELEMENT));
}

/** Writes values start … end-1, at most BLOCK of them; gives how many bytes that takes. */
export function encodeBlock(column: NumericArray, start: number, end: number, into: Uint8Array): number {
  const count = end - start;
  const header = new DataView(into.buffer, into.byteOffset, BLOCK_HEADER);
  const size = column.BYTES_PER_ELEMENT;
  const [base, width] = toNumbers(column, start, end) ? baseAndWidth(count) : [0, size];
  if (width === size) {
    header.setUint8(8, RAW);
    into.set(new Uint8Array(column.buffer, column.byteOffset + start * size, count * size), BLOCK_HEADER);
    return BLOCK_HEADER + padded(count * size);
  }
  header.setInt32(0, base, true);
  header.setUint32(4, highHalf(column, start), true);
  header.setUint8(8, width);
  writeNumbers(into, count, base, width);
  return BLOCK_HEADER + padded(count * width);
}

/** Whether the values of the block that begins with this header are stored as they are. */
export function isRaw(header: Uint8Array): boolean {
  return header[8] === RAW;
}

/** How many bytes a block has, from its header. Undefined: there is no such block. */
export function blockLength(bytes: Uint8Array, column: NumericArray, count: number): number | undefined {
  const width = bytes[8]!;
  if (![0, 1, 2, 4, RAW].includes(width)) return undefined;
  return BLOCK_HEADER + padded(count * (width === RAW ? column.BYTES_PER_ELEMENT : width));
}

/** Fills values start … end-1 from a block, all of which is there. */
export function decodeBlock(bytes: Uint8Array, column: NumericArray, start: number, end: number): void {
  const count = end - start;
  const { base, high, width } = headerOf(bytes);
  if (width === RAW) {
    const size = column.BYTES_PER_ELEMENT;
    const target = new Uint8Array(column.buffer, column.byteOffset + start * size, count * size);
    target.set(bytes.subarray(BLOCK_HEADER, BLOCK_HEADER + target.length));
    return;
  }
  readNumbers(bytes, count, base, width);
  fromNumbers(column, start, end, high);
}

/** Fills a column with the values at some rows of a block, all of which is there, and whose first row is `first`. */
export function pickFromBlock(
  bytes: Uint8Array,
  rows: Uint32Array,
  first: number,
  column: NumericArray,
): void {
  const { base, high, width } = headerOf(bytes);
  if (width === RAW) {
    pickRaw(bytes, rows, first, column);
    return;
  }
  pickNumbers(bytes, rows, first, base, width);
  fromNumbers(column, 0, rows.length, high);
}

function headerOf(bytes: Uint8Array) {
  const header = new DataView(bytes.buffer, bytes.byteOffset, BLOCK_HEADER);
  return { base: header.getInt32(0, true), high: header.getUint32(4, true), width: header.getUint8(8) };
}

function padded(length: number): number {
  return (length + 7) & ~7;
}

// Each loop is a function of its own for one kind of array: one for all kinds would run at a tenth of the speed.

/** False: what is in the block does not fit. "None" and -1, which many columns are full of, become 0. */
function toNumbers(column: NumericArray, start: number, end: number): boolean {
  if (column instanceof Uint32Array) return indexesToNumbers(column, start, end);
  if (column instanceof Float64Array) return floatsToNumbers(column, start, end);
  if (column instanceof Uint8Array) return bytesToNumbers(column, start, end);
  return wordsToNumbers(wordsOf(column, start, end));
}

function indexesToNumbers(column: Uint32Array, start: number, end: number): boolean {
  if (isWide(column, start, end)) return false;
  for (let i = start, to = 0; i < end; i++, to++) scratch[to] = (column[i]! + 1) | 0;
  return true;
}

/** Whether a few of the values tell already that two bytes will not do: to look at all of them would be for nothing. */
function isWide(column: Uint32Array, start: number, end: number): boolean {
  let least = 0x7fffffff;
  let most = -0x80000000;
  for (let i = start; i < end; i += SAMPLE_STEP) {
    const number = (column[i]! + 1) | 0;
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  return most - least > 0xffff;
}

/** Only those that are all the same: narrower than a byte is nothing else. */
function bytesToNumbers(column: Uint8Array, start: number, end: number): boolean {
  const first = column[start]!;
  for (let i = start; i < end; i++) if (column[i] !== first) return false;
  scratch.fill(first, 0, end - start);
  return true;
}

/** Only the low halves, when the high ones are all the same. */
function wordsToNumbers(words: Uint32Array): boolean {
  const high = words[1];
  for (let i = 0; i < words.length; i += 2) {
    if (words[i + 1] !== high) return false;
    scratch[i >>> 1] = words[i]!;
  }
  return true;
}

/** Low and high halves by turns. */
function wordsOf(column: BigInt64Array | BigUint64Array, start: number, end: number): Uint32Array {
  return new Uint32Array(column.buffer, column.byteOffset + 8 * start, 2 * (end - start));
}

function floatsToNumbers(column: Float64Array, start: number, end: number): boolean {
  for (let i = start, to = 0; i < end; i++, to++) {
    const value = column[i]!;
    const number = (value + 1) | 0;
    // What comes back must be what was there: a fraction may be lost in the sum, and zero has a sign.
    if (number - 1 !== value || Object.is(value, -0)) return false;
    scratch[to] = number;
  }
  return true;
}

function highHalf(column: NumericArray, start: number): number {
  const isLong = column instanceof BigInt64Array || column instanceof BigUint64Array;
  return isLong ? wordsOf(column, start, start + 1)[1]! : 0;
}

function baseAndWidth(count: number): [base: number, width: number] {
  let least = 0x7fffffff;
  let most = -0x80000000;
  for (let i = 0; i < count; i++) {
    const number = scratch[i]!;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  const range = most - least;
  if (range === 0) return [least, 0];
  if (range <= 0xff) return [least, 1];
  // Three would save less than taking them apart costs.
  return [least, range <= 0xffff ? 2 : 4];
}

function writeNumbers(into: Uint8Array, count: number, base: number, width: number): void {
  const offset = into.byteOffset + BLOCK_HEADER;
  if (width === 1) write8(new Uint8Array(into.buffer, offset, count), base);
  if (width === 2) write16(new Uint16Array(into.buffer, offset, count), base);
  if (width === 4) write32(new Uint32Array(into.buffer, offset, count), base);
}

function write8(to: Uint8Array, base: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (scratch[i]! - base) | 0;
}

function write16(to: Uint16Array, base: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (scratch[i]! - base) | 0;
}

function write32(to: Uint32Array, base: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (scratch[i]! - base) | 0;
}

function readNumbers(bytes: Uint8Array, count: number, base: number, width: number): void {
  const offset = bytes.byteOffset + BLOCK_HEADER;
  if (width === 0) scratch.fill(base, 0, count);
  if (width === 1) read8(new Uint8Array(bytes.buffer, offset, count), base);
  if (width === 2) read16(new Uint16Array(bytes.buffer, offset, count), base);
  if (width === 4) read32(new Uint32Array(bytes.buffer, offset, count), base);
}

function read8(from: Uint8Array, base: number): void {
  for (let i = 0; i < from.length; i++) scratch[i] = (base + from[i]!) | 0;
}

function read16(from: Uint16Array, base: number): void {
  for (let i = 0; i < from.length; i++) scratch[i] = (base + from[i]!) | 0;
}

function read32(from: Uint32Array, base: number): void {
  for (let i = 0; i < from.length; i++) scratch[i] = (base + from[i]!) | 0;
}

/** Fills the beginning of `scratch` with the values at some rows. */
function pickNumbers(bytes: Uint8Array, rows: Uint32Array, first: number, base: number, width: number): void {
  const { buffer } = bytes;
  const offset = bytes.byteOffset + BLOCK_HEADER;
  const count = (bytes.length - BLOCK_HEADER) / width;
  if (width === 0) scratch.fill(base, 0, rows.length);
  if (width === 1) pick8(new Uint8Array(buffer, offset, count), rows, first, base);
  if (width === 2) pick16(new Uint16Array(buffer, offset, count), rows, first, base);
  if (width === 4) pick32(new Uint32Array(buffer, offset, count), rows, first, base);
}

function pick8(from: Uint8Array, rows: Uint32Array, first: number, base: number): void {
  for (let i = 0; i < rows.length; i++) scratch[i] = (base + from[rows[i]! - first]!) | 0;
}

function pick16(from: Uint16Array, rows: Uint32Array, first: number, base: number): void {
  for (let i = 0; i < rows.length; i++) scratch[i] = (base + from[rows[i]! - first]!) | 0;
}

function pick32(from: Uint32Array, rows: Uint32Array, first: number, base: number): void {
  for (let i = 0; i < rows.length; i++) scratch[i] = (base + from[rows[i]! - first]!) | 0;
}

function pickRaw(bytes: Uint8Array, rows: Uint32Array, first: number, column: NumericArray): void {
  const { buffer } = bytes;
  const offset = bytes.byteOffset + BLOCK_HEADER;
  const count = (bytes.length - BLOCK_HEADER) / column.BYTES_PER_ELEMENT;
  if (column instanceof Uint32Array) pickIndexes(new Uint32Array(buffer, offset, count), rows, first, column);
  else if (column instanceof Float64Array)
    pickFloats(new Float64Array(buffer, offset, count), rows, first, column);
  else if (column instanceof Uint8Array)
    pickBytes(new Uint8Array(buffer, offset, count), rows, first, column);
  else pickWords(new BigUint64Array(buffer, offset, count), rows, first, column);
}

function pickIndexes(from: Uint32Array, rows: Uint32Array, first: number, to: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]! - first]!;
}

function pickFloats(from: Float64Array, rows: Uint32Array, first: number, to: Float64Array): void {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]! - first]!;
}

function pickBytes(from: Uint8Array, rows: Uint32Array, first: number, to: Uint8Array): void {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]! - first]!;
}

function pickWords(
  from: BigUint64Array,
  rows: Uint32Array,
  first: number,
  to: BigInt64Array | BigUint64Array,
): void {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]! - first]!;
}

function fromNumbers(column: NumericArray, start: number, end: number, high: number): void {
  if (column instanceof Uint32Array) toIndexes(column, start, end);
  else if (column instanceof Float64Array) toFloats(column, start, end);
  else if (column instanceof Uint8Array) toBytes(column, start, end);
  else toWords(wordsOf(column, start, end), high);
}

function toIndexes(column: Uint32Array, start: number, end: number): void {
  for (let i = start, from = 0; i < end; i++, from++) column[i] = scratch[from]! - 1;
}

function toFloats(column: Float64Array, start: number, end: number): void {
  for (let i = start, from = 0; i < end; i++, from++) column[i] = scratch[from]! - 1;
}

function toBytes(column: Uint8Array, start: number, end: number): void {
  for (let i = start, from = 0; i < end; i++, from++) column[i] = scratch[from]!;
}

function toWords(words: Uint32Array, high: number): void {
  for (let i = 0; i < words.length; i += 2) {
    words[i] = scratch[i >>> 1]!;
    words[i + 1] = high;
  }
}
