import { resolve } from 'node:path';
import { systemErrorText } from '../../base/system-error.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import { type FileIdentity, isSettled } from './identity.ts';
import { type IndexContents, SNAPSHOT } from './index-contents.ts';
import { IndexReader } from './index-reader.ts';
import type { IndexStore } from './index-store.ts';
import { IndexWriter } from './index-writer.ts';
import { makeRoom } from './make-room.ts';

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
  #writer: IndexWriter | undefined;

  constructor(place: IndexPlace, contents?: IndexContents) {
    this.#place = place;
    this.#contents = contents;
    this.#reader = contents?.reader;
  }

  /** What was kept; undefined: it was not. `compute`: the same, where it turns out to be damaged. */
  part(name: string, compute: () => unknown): unknown {
    return this.#contents?.part(name, compute);
  }

  /** Begins to write the snapshot, while it is looked at; `save` makes a file of it. */
  async begin(snapshot: HeapSnapshot): Promise<void> {
    await this.#attempt(async () => {
      this.#writer = await this.#newWriter(snapshot);
    });
  }

  /** Puts into the file what is not in it yet, unless it was decided that there is to be none. */
  async save(snapshot: HeapSnapshot, parts: readonly KeptPart[]): Promise<void> {
    await this.#attempt(async () => {
      this.#writer ??= await this.#writerForMore(snapshot, parts);
      if (this.#writer === undefined) return;
      for (const [name, value] of parts) {
        if (!this.#writer.has(name)) this.#writer.add(name, value);
      }
      if (!isSettled(this.#place.identity)) return await this.abandon();
      await this.#finish(this.#writer);
    });
  }

  /** Leaves nothing half done behind. */
  async abandon(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    await writer?.abandon();
  }

  async #newWriter(snapshot: HeapSnapshot): Promise<IndexWriter> {
    const { file, identity, path, store } = this.#place;
    const head = { writer: store.writer, identity, file: resolve(file) };
    const writer = await IndexWriter.create(path, head);
    writer.add(SNAPSHOT, snapshot);
    return writer;
  }

  /** Undefined: the file has everything, or there is none. */
  async #writerForMore(snapshot: HeapSnapshot, parts: readonly KeptPart[]): Promise<IndexWriter | undefined> {
    if (this.#reader === undefined) return undefined;
    if (this.#contents?.isDamaged && this.#reader === this.#contents.reader)
      return await this.#newWriter(snapshot);
    const { directory } = this.#reader;
    if (parts.every(([name]) => directory.parts[name] !== undefined)) return undefined;
    return await IndexWriter.append(this.#place.path, this.#reader);
  }

  async #finish(writer: IndexWriter): Promise<void> {
    this.#writer = undefined;
    const { path, store, identity } = this.#place;
    await writer.finish();
    const reader = IndexReader.open(path, { writer: store.writer, identity });
    this.#reader = typeof reader === 'string' ? undefined : reader;
    if (!store.isExplicit) makeRoom(path);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.abandon();
      // A cache that cannot be written is none; who has named a file waits for it.
      const { path, store } = this.#place;
      if (store.isExplicit) store.warn(`the index ${path} cannot be written: ${systemErrorText(error)}`);
    }
  }
}
