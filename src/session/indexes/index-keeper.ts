import { resolve } from 'node:path';
import type { Task } from '../../base/task.ts';
import type { IndexStore } from '../../formats/index-file/index-store.ts';
import type { SnapshotIndex } from '../../formats/index-file/snapshot-index.ts';
import { type IndexedSnapshot, openIndexed } from '../../formats/open-indexed.ts';
import type { Numbering } from '../../model/depth-first-search.ts';
import type { FirstLook } from '../../model/first-look.ts';
import { numberingOf } from '../../query/dominance.ts';
import { Heap } from '../../query/heap.ts';
import { runtimeOf } from '../../query/runtimes/index.ts';
import { completeIndex } from './complete-index.ts';
import { indexPath } from './index-path.ts';
import { programStamp } from './program-stamp.ts';
import { rereadSnapshot } from './reread-snapshot.ts';
import { WritingThread } from './writing-thread.ts';

/** Objects and edges. Loading fewer takes less than a tenth of a second: no index is worth its room. */
const WORTH_AN_INDEX = 1_000_000;

/** What the command line says of index files. */
export interface IndexChoice {
  /** False: there are none. */
  readonly uses: boolean;
  /** Where that of the first snapshot is; undefined: in the cache. */
  readonly file: string | undefined;
}

/** Told of each snapshot that takes long to open, once, and of undefined when the next one begins to. */
export type FirstLookListener = (look: FirstLook | undefined) => Promise<void> | void;

/** What was read before anybody has said what to call it. */
interface Read extends IndexedSnapshot {
  readonly numbering: Numbering | undefined;
}

interface ReadAhead {
  readonly file: string;
  readonly partial: boolean;
  readonly reading: Promise<Read>;
}

interface KeptIndex {
  readonly index: SnapshotIndex;
  /** Not kept alive for what may become known of it later. */
  readonly heap: WeakRef<Heap>;
  /** Nor let go before it was saved once. */
  unsaved: Heap | undefined;
}

/** Opens snapshots by their index files, and keeps these. */
export class IndexKeeper {
  readonly #warn: (message: string) => void;
  readonly #onFirstLook: FirstLookListener | undefined;
  readonly #uses: boolean;
  /** Of the next snapshot that is opened. */
  #file: string | undefined;
  #ahead: ReadAhead | undefined;
  #kept: KeptIndex[] = [];
  #saving: Promise<void> = Promise.resolve();

  constructor(
    { uses, file }: IndexChoice,
    warn: (message: string) => void,
    onFirstLook?: FirstLookListener | undefined,
  ) {
    this.#onFirstLook = onFirstLook;
    this.#uses = uses;
    this.#file = file === undefined ? undefined : resolve(file);
    this.#warn = warn;
  }

  /** Reads what is going to be opened next, or fails to; `open` has the result. Never rejects. */
  async readAhead(file: string, partial: boolean, task: Task): Promise<void> {
    const reading = this.#read(file, partial, task);
    this.#ahead = { file, partial, reading };
    await reading.catch(() => undefined);
  }

  /** As `openSnapshot`. */
  async open(file: string, name: string, partial: boolean, task: Task): Promise<Heap> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const isAhead = ahead?.file === file && ahead.partial === partial;
    const { snapshot, index, numbering } = await (isAhead ? ahead.reading : this.#read(file, partial, task));
    const heap = new Heap(name, snapshot, runtimeOf(snapshot.capture.runtime), undefined, index);
    if (numbering !== undefined) heap.keep(numberingOf, numbering);
    if (index !== undefined) this.#kept.push({ index, heap: new WeakRef(heap), unsaved: heap });
    return heap;
  }

  /** See `completeIndex`: of the one snapshot that was opened, where it had no index file and one is being written. Never rejects. */
  async complete(task: Task, waitFor: (writing: Promise<void>) => Promise<void>): Promise<void> {
    const [kept, another] = this.#kept;
    if (kept?.unsaved === undefined || another !== undefined || !kept.index.isComing) return;
    await completeIndex(kept.unsaved, kept.index, task, waitFor).catch(() => undefined);
  }

  async #read(file: string, partial: boolean, task: Task): Promise<Read> {
    const store = this.#uses ? this.#newStore() : undefined;
    const onFirstLook = this.#onFirstLook && once(this.#onFirstLook);
    void this.#onFirstLook?.(undefined);
    let numbering: Numbering | undefined;
    const onNumbered = (made: Numbering) => {
      numbering = made;
    };
    const indexed = await openIndexed(file, { partial, task, store, onFirstLook, onNumbered });
    return { ...indexed, numbering };
  }

  /** Writes what is not written yet, of everything that is open. Never rejects. */
  save(): Promise<void> {
    this.#saving = this.#saving.then(() => this.#saveAll());
    return this.#saving;
  }

  async #saveAll(): Promise<void> {
    for (const kept of this.#kept) {
      const heap = kept.heap.deref();
      if (heap !== undefined) await kept.index.save(heap.snapshot, heap.toKeep());
      kept.unsaved = undefined;
    }
    this.#kept = this.#kept.filter(({ heap }) => heap.deref() !== undefined);
  }

  #newStore(): IndexStore {
    const file = this.#file;
    this.#file = undefined;
    return {
      writer: programStamp(),
      isExplicit: file !== undefined,
      leastRows: WORTH_AN_INDEX,
      pathFor: (identity) => file ?? indexPath(identity),
      write: (order) => new WritingThread(order),
      warn: this.#warn,
      reread: rereadSnapshot,
    };
  }
}

/** A file that has to be read again, or that says something twice, has no second first look. */
function once(tell: FirstLookListener): FirstLookListener {
  let isTold = false;
  return (look) => {
    if (isTold) return;
    isTold = true;
    return tell(look);
  };
}
