import { NONE } from '../../model/kinds.ts';
import { BATCH, joinBatch, joinPlanes } from './planes.ts';

/** The values of one inflated column: little-endian unsigned numbers of a width, each a row or one that stands for all. */
export class Numbers {
  readonly count: number;
  readonly width: number;
  readonly #bytes: Uint8Array;
  readonly #arePlanes: boolean;
  #words: Words | undefined;

  /** `bytes`: of the values, or by planes. */
  constructor(width: number, bytes: Uint8Array, arePlanes: boolean) {
    this.width = width;
    this.count = bytes.length / width;
    this.#bytes = bytes;
    this.#arePlanes = arePlanes && width > 1;
  }

  /** One word a value, or for width 8 two: low, high. Put together on first use. */
  get words(): Words {
    this.#words ??= this.#arePlanes ? joinPlanes(this.#bytes, this.width) : wordsOf(this.#bytes, this.width);
    return this.#words;
  }

  /** Exact up to 2^53, as any size is. */
  at(row: number): number {
    return this.width === 8 ? this.words[2 * row]! + this.words[2 * row + 1]! * 2 ** 32 : this.words[row]!;
  }

  /** For each of `rowCount` rows. */
  forRow(row: number): number {
    return this.at(this.count === 1 ? 0 : row);
  }

  /** Writes the values of `rowCount` rows to `into`. */
  copyTo(into: Float64Array | Uint32Array | Uint8Array, start: number, rowCount: number): void {
    if (this.count === 1) into.fill(this.at(0), start, start + rowCount);
    else if (this.width < 8) into.set(this.words, start);
    else copyPairs(this.words, into, start);
  }

  /** Like `copyTo`, for 32 bits: what they cannot hold becomes NONE, and so does what the file calls none. */
  copyOptionalTo(into: Uint32Array, start: number, rowCount: number): void {
    if (this.width < 8) this.copyTo(into, start, rowCount);
    else if (this.count === 1) into.fill(Math.min(this.at(0), NONE), start, start + rowCount);
    else copySmallPairs(this.words, into, start);
  }

  /** Columns of width 8 as what they are. */
  addresses(): BigUint64Array {
    return new BigUint64Array(this.words.buffer, this.words.byteOffset, this.count);
  }

  integers(): BigInt64Array {
    return new BigInt64Array(this.words.buffer, this.words.byteOffset, this.count);
  }

  floats(): Float64Array {
    return new Float64Array(this.words.buffer, this.words.byteOffset, this.count);
  }

  /**
   * Pairs of words, low and high, as an AddressIndex takes them: those of the values from `start`, a multiple of BATCH, up
   * to the next one. Put in `memory`, of 2 × BATCH words, where they have to be somewhere: it stays in the cache.
   */
  pairs(start: number, memory: Int32Array): Int32Array {
    const end = Math.min(start + BATCH, this.count);
    if (!this.#arePlanes) return this.#pairsThere().subarray(2 * start, 2 * end);
    joinBatch(this.#bytes, start, memory);
    return memory.subarray(0, 2 * (end - start));
  }

  /** Whether a value is 0: for looking at a few. */
  isZero(row: number): boolean {
    const step = this.#arePlanes ? this.count : 1;
    const first = this.#arePlanes ? row : row * this.width;
    for (let byte = 0; byte < this.width; byte++) if (this.#bytes[first + byte * step] !== 0) return false;
    return true;
  }

  #pairsThere(): Int32Array {
    return new Int32Array(this.words.buffer, this.words.byteOffset, 2 * this.count);
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.words.buffer, this.words.byteOffset, this.count);
  }
}

function copyPairs(words: Words, into: Float64Array | Uint32Array | Uint8Array, start: number): void {
  for (let i = 0, to = start; i < words.length; i += 2, to++) into[to] = words[i]! + words[i + 1]! * 2 ** 32;
}

function copySmallPairs(words: Words, into: Uint32Array, start: number): void {
  for (let i = 0, to = start; i < words.length; i += 2, to++)
    into[to] = words[i + 1] === 0 ? words[i]! : NONE;
}

type Words = Uint8Array | Uint16Array | Uint32Array;

/** A view of the bytes where they are aligned, which what was inflated nearly always is. */
function wordsOf(bytes: Uint8Array, width: number): Words {
  if (width === 1) return bytes;
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const wordCount = aligned.byteLength / Math.min(width, 4);
  return width === 2
    ? new Uint16Array(aligned.buffer, aligned.byteOffset, wordCount)
    : new Uint32Array(aligned.buffer, aligned.byteOffset, wordCount);
}
