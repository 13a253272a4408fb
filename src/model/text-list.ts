import { FormatError } from '../base/errors.ts';
import { GrowableArray } from '../base/growable-array.ts';
import { decodeWtf8 } from '../base/wtf8.ts';
import { NONE } from './kinds.ts';
import type { StringTable, TextColumns } from './string-table.ts';

/** Offsets are 32 bits. */
const MOST_BYTES = 0xffffffff;

/** Strings in the order they were added, not interned: 4 bytes each and their UTF-8. */
export class TextList implements StringTable {
  readonly #bytes: GrowableArray<Uint8Array>;
  /** Where each string ends. */
  readonly #ends: GrowableArray<Uint32Array>;

  /** Of strings that lie side by side already, given where each ends: taken over and not copied. */
  constructor(
    bytes: GrowableArray<Uint8Array> = new GrowableArray(Uint8Array),
    ends: GrowableArray<Uint32Array> = new GrowableArray(Uint32Array),
  ) {
    this.#bytes = bytes;
    this.#ends = ends;
  }

  get count(): number {
    return this.#ends.length;
  }

  /** Returns the new string's id. O(length). */
  add(bytes: Uint8Array): number {
    const start = this.#append(bytes);
    const id = this.#ends.extend(1);
    this.#ends.array[id] = start + bytes.byteLength;
    return id;
  }

  /** Room for so many strings of so many bytes in all, to be written to `columns`. */
  extend(texts: number, bytes: number): void {
    this.#extendBytes(bytes);
    this.#ends.extend(texts);
  }

  text(id: number): string {
    return decodeWtf8(this.bytes(id));
  }

  bytes(id: number): Uint8Array {
    if (id >= this.count) throw new RangeError(`there is no string ${id} among ${this.count}`);
    const ends = this.#ends.array;
    return this.#bytes.array.subarray(id === 0 ? 0 : ends[id - 1]!, ends[id]!);
  }

  find(): number {
    return NONE;
  }

  columns(): TextColumns {
    return { bytes: this.#bytes.finish(), ends: this.#ends.finish() };
  }

  /** The same without views of them, so longer: for who asks often. */
  get room(): TextColumns {
    return { bytes: this.#bytes.array, ends: this.#ends.array };
  }

  #append(bytes: Uint8Array): number {
    const start = this.#extendBytes(bytes.byteLength);
    this.#bytes.array.set(bytes, start);
    return start;
  }

  #extendBytes(count: number): number {
    if (this.#bytes.length + count > MOST_BYTES) {
      throw new FormatError('the texts of this snapshot are larger than 4 GiB', {
        hint: 'capture it with shorter previews',
      });
    }
    return this.#bytes.extend(count);
  }
}
