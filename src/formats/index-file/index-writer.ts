import { closeSync, openSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { makeFolder } from '../../base/make-folder.ts';
import type { NumericArray } from '../../base/shared-array.ts';
import { encodedPieces } from './column-bytes.ts';
import { typeOfColumn } from './column-types.ts';
import type { IndexReader } from './index-reader.ts';
import {
  ALIGNMENT,
  type Directory,
  encodeHeader,
  HEADER_LENGTH,
  type Part,
  type StoredColumn,
} from './layout.ts';
import type { Packed } from './pack.ts';

/** Pieces of half a mebibyte at most. */
const MOST_AT_ONCE = 32;

/**
 * Writes an index file under a name of its own beside the place where it belongs, and moves it there when it is whole:
 * nobody ever finds half of one, and of two who write at once the last one's stays.
 */
export class IndexWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #file: FileHandle;
  readonly #head: Omit<Directory, 'parts'>;
  readonly #parts: Record<string, Part>;
  /** Of what is added to; undefined: it is new. */
  readonly #endBefore: number | undefined;
  #end: number;
  readonly #writing: Promise<void>[] = [];
  #isAbandoned = false;

  /**
   * Makes the file that a new one is written in, empty, and its folder; gives its name. `create` goes on with it, maybe in
   * another thread: a process that ends drops what it has begun, and no thread makes a file again after that. Throws what
   * the file system throws.
   */
  static begin(path: string): string {
    makeFolder(dirname(path));
    const temporary = temporaryName(path);
    closeSync(openSync(temporary, 'wx', 0o600));
    return temporary;
  }

  /** For a new one. Rejects with what the file system says. */
  static async create(path: string, temporary: string, head: Omit<Directory, 'parts'>): Promise<IndexWriter> {
    const file = await open(temporary, 'r+');
    return new IndexWriter({ path, temporary, file }, { ...head, parts: {} }, undefined);
  }

  /**
   * For one that gets more parts. It is moved aside meanwhile, so that no two add to it; who looks for it then finds
   * none. Undefined: it is not there any more, or another one is.
   */
  static async append(path: string, reader: IndexReader): Promise<IndexWriter | undefined> {
    const temporary = temporaryName(path);
    const file = await open(path, 'r+').catch(() => undefined);
    if (file === undefined) return undefined;
    try {
      if (!reader.isAt(file.fd)) throw new Error('another one has taken its place');
      await rename(path, temporary);
    } catch {
      await file.close();
      return undefined;
    }
    return new IndexWriter({ path, temporary, file }, reader.directory, reader.end);
  }

  private constructor(
    { path, temporary, file }: { path: string; temporary: string; file: FileHandle },
    { parts, ...head }: Directory,
    endBefore: number | undefined,
  ) {
    this.#path = path;
    this.#temporary = temporary;
    this.#file = file;
    this.#head = head;
    this.#parts = { ...parts };
    this.#endBefore = endBefore;
    this.#end = endBefore ?? HEADER_LENGTH;
  }

  has(name: string): boolean {
    return this.#parts[name] !== undefined;
  }

  /** Rejects with what the file system says, and then there is nothing left of it. */
  async add(name: string, { plain, columns }: Packed): Promise<void> {
    await this.#orNothing(async () => {
      const stored: StoredColumn[] = [];
      for (const column of columns) stored.push(await this.#writeColumn(column));
      this.#parts[name] = { plain, columns: stored };
    });
  }

  /** Resolves when the file is in its place. Rejects with what the file system says, and then there is none. */
  async finish(): Promise<void> {
    await this.#orNothing(async () => {
      const directory: Directory = { ...this.#head, parts: this.#parts };
      const text = Buffer.from(JSON.stringify(directory));
      const offset = this.#place();
      await this.#write(text, offset);
      await Promise.all(this.#writing);
      // Last: whoever has the file open reads by the old one.
      await this.#write(encodeHeader({ offset, length: text.length, crc: crc32(text) }), 0);
      await this.#file.close();
      await rename(this.#temporary, this.#path);
    });
  }

  async #orNothing(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }

  /** Leaves nothing behind but what was there before. */
  async abandon(): Promise<void> {
    if (this.#isAbandoned) return;
    this.#isAbandoned = true;
    await Promise.allSettled(this.#writing);
    const isAsBefore = this.#endBefore !== undefined && (await this.#putBack(this.#endBefore));
    await this.#file.close().catch(() => undefined);
    if (!isAsBefore) rmSync(this.#temporary, { force: true });
  }

  /** The header is written last: as long as it is the old one, only the end has changed. */
  async #putBack(end: number): Promise<boolean> {
    try {
      await this.#file.truncate(end);
      await rename(this.#temporary, this.#path);
      return true;
    } catch {
      return false; // The folder or the disk has gone.
    }
  }

  /** Where the next thing begins. */
  #place(): number {
    this.#end = Math.ceil(this.#end / ALIGNMENT) * ALIGNMENT;
    return this.#end;
  }

  /** The system writes some pieces while the next ones are made. */
  async #writeColumn(column: NumericArray): Promise<StoredColumn> {
    const offset = this.#place();
    const pieces: (readonly [number, number])[] = [];
    for (const piece of encodedPieces(column)) {
      pieces.push([piece.length, crc32(piece)]);
      const writing = this.#write(piece, this.#end);
      writing.catch(() => undefined); // Who waits for all of them hears of it.
      this.#writing.push(writing);
      this.#end += piece.length;
      if (this.#writing.length >= MOST_AT_ONCE) await this.#writing.shift();
    }
    return { type: typeOfColumn(column), count: column.length, offset, pieces };
  }

  async #write(bytes: Uint8Array, offset: number): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, at, bytes.length - at, offset + at);
      at += bytesWritten;
    }
  }
}

/** Not one that a second writer could have; `sweep` knows those that were left behind, `dropOwnParts` this process's. */
function temporaryName(path: string): string {
  return `${path}.${process.pid}-${Math.random().toString(36).slice(2, 10)}.part`;
}
