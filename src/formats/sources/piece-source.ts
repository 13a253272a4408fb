import type { ByteSource } from './byte-source.ts';

/** A ByteSource over pieces as they come. What is asked for and lies within a piece is a view of it, else a copy. */
export class PieceSource implements ByteSource {
  readonly file: string;
  readonly isStream: boolean = false;
  fileSize: number;
  bytesRead = 0;
  position = 0;
  damage: string | undefined;
  #pieces: AsyncIterator<Uint8Array>;
  /** Pieces that came and are not used up; `#available` bytes of them. */
  #queue: Uint8Array[] = [];
  #available = 0;
  #ended = false;
  #restart: ((position: number) => AsyncIterable<Uint8Array>) | undefined;

  /** `fileSize`: 0 where nobody knows it yet. `restart`: gives the pieces from another place on, where that is possible. */
  constructor(
    file: string,
    fileSize: number,
    pieces: AsyncIterable<Uint8Array>,
    restart?: (position: number) => AsyncIterable<Uint8Array>,
  ) {
    this.file = file;
    this.fileSize = fileSize;
    this.#pieces = this.#counted(pieces)[Symbol.asyncIterator]();
    this.#restart = restart;
  }

  get seek(): ((position: number) => Promise<void>) | undefined {
    const restart = this.#restart;
    if (restart === undefined) return undefined;
    return async (position) => {
      await this.close();
      this.#pieces = this.#counted(restart(position))[Symbol.asyncIterator]();
      this.#forget();
      this.position = position;
      this.bytesRead = position;
    };
  }

  async peek(length: number): Promise<Uint8Array> {
    await this.#fill(length);
    this.#joinFront(Math.min(length, this.#available));
    return (this.#queue[0] ?? new Uint8Array(0)).subarray(0, length);
  }

  async read(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length);
    this.#drop(bytes.length);
    return bytes;
  }

  async readSome(most: number): Promise<Uint8Array> {
    await this.#fill(1);
    const bytes = (this.#queue[0] ?? new Uint8Array(0)).subarray(0, most);
    this.#drop(bytes.length);
    return bytes;
  }

  /** Puts a decompressor between: from here on, its output is what is read. Only before anything was read. */
  transform(decompress: (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>): void {
    const raw = this.#pieces;
    const first = this.#queue;
    async function* rest(): AsyncGenerator<Uint8Array> {
      yield* first;
      yield* { [Symbol.asyncIterator]: () => raw };
    }
    this.#pieces = decompress(rest())[Symbol.asyncIterator]();
    this.#restart = undefined;
    this.#forget();
  }

  #forget(): void {
    this.#queue = [];
    this.#available = 0;
    this.#ended = false;
  }

  /** Must be called in the end, whatever happened: it closes the file. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async *#counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      this.bytesRead += piece.length;
      yield piece;
    }
  }

  async #fill(length: number): Promise<void> {
    while (this.#available < length && !this.#ended) {
      const piece = await this.#next();
      if (piece === undefined) {
        this.#ended = true;
        this.fileSize ||= this.bytesRead;
      } else if (piece.length > 0) {
        this.#queue.push(piece);
        this.#available += piece.length;
      }
    }
  }

  async #next(): Promise<Uint8Array | undefined> {
    try {
      const { value, done } = await this.#pieces.next();
      return done === true ? undefined : value;
    } catch (error) {
      if (!isZlibError(error)) throw error;
      this.damage = error.message;
      return undefined;
    }
  }

  /** Makes the first piece at least `length` bytes long. */
  #joinFront(length: number): void {
    const first = this.#queue[0];
    if (first === undefined || first.length >= length) return;
    let count = 0;
    for (let joined = 0; joined < length; count++) joined += this.#queue[count]!.length;
    // All but the last piece are used up by this read; the last is cut, so that no long rest is copied again and again.
    const last = this.#queue[count - 1]!;
    const parts = this.#queue.slice(0, count - 1);
    const taken = length - parts.reduce((sum, part) => sum + part.length, 0);
    const rest = last.subarray(taken);
    this.#queue.splice(0, count, Buffer.concat([...parts, last.subarray(0, taken)]));
    if (rest.length > 0) this.#queue.splice(1, 0, rest);
  }

  #drop(length: number): void {
    if (length === 0) return;
    this.position += length;
    this.#available -= length;
    const rest = this.#queue[0]!.subarray(length);
    if (rest.length > 0) this.#queue[0] = rest;
    else this.#queue.shift();
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
