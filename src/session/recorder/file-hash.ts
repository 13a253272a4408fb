import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const PIECE = 1 << 20;

/** The SHA-256 of a file's bytes, computed in slices while nobody asks anything. */
export class FileHash {
  readonly #file: string | undefined;
  readonly #hash = createHash('sha256');
  #descriptor: number | undefined;
  #before = '';
  #sha256: string | undefined;
  #isOver = false;

  /** Of no file there is no digest. */
  constructor(file: string | undefined) {
    this.#file = file;
    this.#isOver = file === undefined;
  }

  /** 64 hexadecimal digits; undefined until `work` has said that it is over, and where the file could not be read as one. */
  get sha256(): string | undefined {
    return this.#sha256;
  }

  /** For about so long, a mebibyte at the least. True when it is over. */
  work(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    try {
      while (!this.#isOver && performance.now() < end) this.#readPiece();
    } catch {
      this.close(); // It has gone, or is a folder: then its digest is not told.
    }
    return this.#isOver;
  }

  close(): void {
    this.#isOver = true;
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #readPiece(): void {
    if (this.#descriptor === undefined) {
      this.#descriptor = openSync(this.#file!, 'r');
      this.#before = stateOf(this.#descriptor);
    }
    const piece = Buffer.allocUnsafe(PIECE);
    const length = readSync(this.#descriptor, piece, 0, PIECE, null);
    this.#hash.update(piece.subarray(0, length));
    if (length > 0) return;
    // Who has written to it meanwhile made something else of it.
    if (stateOf(this.#descriptor) === this.#before) this.#sha256 = this.#hash.digest('hex');
    this.close();
  }
}

function stateOf(descriptor: number): string {
  const { size, mtimeMs } = fstatSync(descriptor);
  return `${size} ${mtimeMs}`;
}
