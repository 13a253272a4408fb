import { sharedArray } from '../../base/shared-array.ts';

/** Room is made for so much at once: what is not used of it costs nothing. */
const PIECE = 4 << 20;

/** Bytes that are to stay, in memory that all threads see. */
export class SharedBytes {
  #piece = sharedArray(Uint8Array, 0);
  #used = 0;

  /** A copy, unless they are in such memory already. It begins at a multiple of 8. */
  keep(bytes: Uint8Array): Uint8Array {
    if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
    if (this.#used + bytes.length > this.#piece.length) {
      this.#piece = sharedArray(Uint8Array, Math.max(PIECE, bytes.length));
      this.#used = 0;
    }
    const kept = this.#piece.subarray(this.#used, this.#used + bytes.length);
    kept.set(bytes);
    this.#used = Math.ceil((this.#used + bytes.length) / 8) * 8;
    return kept;
  }
}
