import { rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { NumericArray } from '../../base/shared-array.ts';
import { bytesOf, typeOfColumn } from './column-types.ts';
import type { IndexReader } from './index-reader.ts';
import {
  ALIGNMENT,
  type Directory,
  encodeHeader,
  HEADER_LENGTH,
  type Part,
  type StoredColumn,
} from './layout.ts';
import { pack } from './pack.ts';

/** No system writes more than 2 GiB at once. */
const MOST_AT_ONCE = 1 << 30;

interface PlacedColumn {
  readonly column: NumericArray;
  readonly offset: number;
}

interface PendingPart {
  readonly name: string;
  readonly plain: Part['plain'];
  readonly columns: readonly PlacedColumn[];
}

/**
 * Writes an index file under a name of its own beside the place where it belongs, and moves it there when it is whole:
 * nobody ever finds half of one, and of two who write at once the last one's stays. The operating system writes in
 * threads of its own while this one goes on with something else; checksums are computed in `finish`.
 */
export class IndexWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #file: FileHandle;
  readonly #head: Omit<Directory, 'parts'>;
  readonly #parts: Record<string, Part>;
  readonly #pending: PendingPart[] = [];
  #end: number;
  #written: Promise<unknown> = Promise.resolve();

  /** For a new one; its folder is made too. Throws what the file system throws. */
  static async create(path: string, head: Omit<Directory, 'parts'>): Promise<IndexWriter> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = temporaryName(path);
    const file = await open(temporary, 'wx', 0o600);
    return new IndexWriter(path, temporary, file, { ...head, parts: {} }, HEADER_LENGTH);
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
    return new IndexWriter(path, temporary, file, reader.directory, reader.end);
  }

  private constructor(
    path: string,
    temporary: string,
    file: FileHandle,
    { parts, ...head }: Directory,
    end: number,
  ) {
    this.#path = path;
    this.#temporary = temporary;
    this.#file = file;
    this.#head = head;
    this.#parts = { ...parts };
    this.#end = end;
  }

  has(name: string): boolean {
    return this.#parts[name] !== undefined || this.#pending.some((part) => part.name === name);
  }

  /** Begins to write it. What it consists of must not change until `finish` is over. Throws TypeError, as `pack`. */
  add(name: string, value: unknown): void {
    const { plain, columns } = pack(value);
    const placed = columns.map((column) => ({ column, offset: this.#place(column.byteLength) }));
    this.#pending.push({ name, plain, columns: placed });
    const written = Promise.all([this.#written, ...placed.map((each) => this.#writeColumn(each))]);
    written.catch(() => undefined); // Who waits for `finish` hears of it.
    this.#written = written;
  }

  /** Resolves when the file is in its place; its size. Rejects with what the file system says, and then there is none. */
  async finish(): Promise<number> {
    try {
      const parts = { ...this.#parts };
      for (const { name, plain, columns } of this.#pending) {
        const stored: StoredColumn[] = [];
        for (const placed of columns) {
          stored.push(storedColumn(placed));
          await setImmediate(); // Whoever asks something meanwhile does not wait for all of it.
        }
        parts[name] = { plain, columns: stored };
      }
      const directory: Directory = { ...this.#head, parts };
      await this.#written;
      const text = Buffer.from(JSON.stringify(directory));
      const offset = this.#place(text.length);
      await this.#write(text, offset);
      // Last: whoever has the file open reads by the old one.
      await this.#write(encodeHeader({ offset, length: text.length, crc: crc32(text) }), 0);
      await this.#file.close();
      await rename(this.#temporary, this.#path);
      return offset + text.length;
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    rmSync(this.#temporary, { force: true });
    await this.#written.catch(() => undefined);
    await this.#file.close().catch(() => undefined);
  }

  #place(length: number): number {
    const offset = Math.ceil(this.#end / ALIGNMENT) * ALIGNMENT;
    this.#end = offset + length;
    return offset;
  }

  async #writeColumn({ column, offset }: PlacedColumn): Promise<void> {
    await this.#write(bytesOf(column), offset);
  }

  async #write(bytes: Uint8Array, offset: number): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const length = Math.min(bytes.length - at, MOST_AT_ONCE);
      const { bytesWritten } = await this.#file.write(bytes, at, length, offset + at);
      at += bytesWritten;
    }
  }
}

function storedColumn({ column, offset }: PlacedColumn): StoredColumn {
  return { type: typeOfColumn(column), count: column.length, offset, crc: crc32(bytesOf(column)) };
}

/** Not one that a second writer could have; `sweep` knows those that were left behind. */
function temporaryName(path: string): string {
  return `${path}.${process.pid}-${Math.random().toString(36).slice(2, 10)}.part`;
}
