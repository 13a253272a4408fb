import { basename, dirname, resolve } from 'node:path';
import { systemErrorText } from '../../base/system-error.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import { type FileIdentity, isSettled } from './identity.ts';
import { type IndexContents, SNAPSHOT } from './index-contents.ts';
import { IndexReader } from './index-reader.ts';
import type { IndexStore } from './index-store.ts';
import { IndexWriter } from './index-writer.ts';
import { makeRoom, sweep } from './make-room.ts';
import { pack } from './pack.ts';
import type { PartWriter, WriteOrder } from './write-job.ts';

/** Of which snapshot, and where. */
export interface IndexPlace {
  readonly file: string;
  readonly identity: FileIdentity;
  readonly path: string;
  readonly store: IndexStore;
}

/** Something that was derived from a snapshot, under the name that it is kept by. */
export type KeptPart = readonly [name: string, value: unknown];

/**
 * The index file of one open snapshot: what is in it, and what shall be. That it cannot be written is no error: the
 * snapshot is open.
 */
export class SnapshotIndex {
  readonly #place: IndexPlace;
  /** What was there when the snapshot was opened; undefined: nothing. */
  readonly #contents: IndexContents | undefined;
  /** The file as it is now. */
  #reader: IndexReader | undefined;
  #writer: PartWriter | undefined;

  constructor(place: IndexPlace, contents?: IndexContents) {
    this.#place = place;
    this.#contents = contents;
    this.#reader = contents?.reader;
  }

  /** Nothing was there when the snapshot was opened, and there is going to be. */
  get isComing(): boolean {
    return this.#contents === undefined && this.#writer !== undefined && isSettled(this.#place.identity);
  }

  /** What was kept; undefined: it was not. `compute`: the same, where it turns out to be damaged. */
  part(name: string, compute: () => unknown): unknown {
    return this.#contents?.part(name, compute);
  }

  /** The same value for who looks at a few of its rows; see `IndexContents.near`. */
  near<T extends object>(whole: T): T {
    return this.#contents?.near(whole) ?? whole;
  }

  /** See `IndexContents.readAhead`. */
  readAhead(whole: object, names: readonly string[]): (() => void) | undefined {
    return this.#contents?.readAhead(whole, names);
  }

  /** Begins to write the snapshot, while it is looked at; `save` makes a file of it. */
  begin(snapshot: HeapSnapshot): void {
    try {
      this.#writer = this.#newWriter(snapshot);
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Hands over what is known by now, where a new file is being written. Resolves when its columns may change. */
  async add(parts: readonly KeptPart[]): Promise<void> {
    for (const [name, value] of parts) this.#writer?.add(name, pack(value));
    await this.#writer?.flush();
  }

  /** Puts into the file what is not in it yet, unless it was decided that there is to be none. */
  async save(snapshot: HeapSnapshot, parts: readonly KeptPart[]): Promise<void> {
    try {
      const writer = this.#writer ?? this.#writerForMore(snapshot, parts);
      if (writer === undefined) return;
      this.#writer = writer;
      if (!isSettled(this.#place.identity)) return await this.abandon();
      for (const [name, value] of parts) if (!this.#has(name)) writer.add(name, pack(value));
      await this.#finish(writer);
    } catch (error) {
      this.#tell(error);
    }
  }

  /** A cache that cannot be written is none; who has named a file waits for it, and mistakes of ours are told. */
  #tell(error: unknown): void {
    const { path, store } = this.#place;
    if (store.isExplicit || error instanceof TypeError)
      store.warn(`the index ${path} cannot be written: ${systemErrorText(error)}`);
  }

  /** Leaves nothing half done behind. */
  async abandon(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    await writer?.abandon();
  }

  #newWriter(snapshot: HeapSnapshot): PartWriter {
    this.#reader = undefined;
    const { path, store } = this.#place;
    // Now, not when it is written: what was left may be what fills the disk.
    sweep(dirname(path), store.isExplicit ? basename(path) : '');
    const writer = store.write(this.#order(IndexWriter.begin(path)));
    writer.add(SNAPSHOT, pack(snapshot));
    return writer;
  }

  /** Undefined: the file has everything, or there is none. */
  #writerForMore(snapshot: HeapSnapshot, parts: readonly KeptPart[]): PartWriter | undefined {
    if (this.#reader === undefined) return undefined;
    const isDamaged = this.#contents?.isDamaged === true && this.#reader === this.#contents.reader;
    if (isDamaged) return this.#newWriter(snapshot);
    if (parts.every(([name]) => this.#has(name))) return undefined;
    return this.#place.store.write(this.#order(undefined));
  }

  #order(temporary: string | undefined): WriteOrder {
    const { file, identity, path, store } = this.#place;
    return { path, temporary, head: { writer: store.writer, identity, file: resolve(file) } };
  }

  #has(name: string): boolean {
    return this.#reader?.directory.parts[name] !== undefined;
  }

  async #finish(writer: PartWriter): Promise<void> {
    this.#writer = undefined;
    const { path, store, identity } = this.#place;
    await writer.finish();
    const reader = IndexReader.open(path, { writer: store.writer, identity });
    this.#reader = typeof reader === 'string' ? undefined : reader;
    if (!store.isExplicit) makeRoom(path);
  }
}
