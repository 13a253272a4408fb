import { FormatError } from './errors.ts';

/**
 * Reads little-endian numbers out of bytes that must not be trusted: every read is checked, and one that does not
 * fit throws FormatError with the byte offset in the file.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  position = 0;
  readonly #view: DataView;
  readonly #fileOffset: number;

  /** `fileOffset`: where `bytes` begins in the file, for errors. */
  constructor(bytes: Uint8Array, fileOffset = 0) {
    this.bytes = bytes;
    this.#fileOffset = fileOffset;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Where the next read is in the file. */
  get offset(): number {
    return this.#fileOffset + this.position;
  }

  get remaining(): number {
    return this.bytes.byteLength - this.position;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  /** The next `length` bytes: a view, not a copy. */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.bytes.subarray(start, start + length);
  }

  /** The next `count` 32-bit numbers, copied so that they are aligned. */
  u32s(count: number): Uint32Array {
    const bytes = this.take(count * 4);
    const numbers = new Uint32Array(count);
    new Uint8Array(numbers.buffer).set(bytes);
    return numbers;
  }

  /** Skips to the next multiple of `size`; what is skipped must be zero. */
  align(size: number): void {
    while (this.position % size !== 0) {
      if (this.u8() !== 0) throw this.error('bytes that should be zero are not', this.position - 1);
    }
  }

  /** An error at `position` of these bytes (default: the next one to be read). */
  error(message: string, position = this.position): FormatError {
    return new FormatError(message, { where: { offset: this.#fileOffset + position } });
  }

  #advance(length: number): number {
    const start = this.position;
    if (length > this.bytes.byteLength - start) {
      throw this.error(`${length} bytes were expected and ${this.remaining} are there`);
    }
    this.position = start + length;
    return start;
  }
}
