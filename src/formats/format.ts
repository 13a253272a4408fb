import type { Task } from '../base/task.ts';
import type { Numbering } from '../model/depth-first-search.ts';
import type { FirstLook } from '../model/first-look.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';
import type { ByteSource } from './sources/byte-source.ts';

export interface ReadOptions {
  /** Load the whole part of a file that is cut short or damaged, instead of refusing it. */
  readonly partial: boolean;
  readonly task: Task;
  /**
   * Told, where loading takes so long that it is worth it, what is known before references are settled. Whoever reads waits
   * for it: other threads do not.
   */
  readonly onFirstLook?: ((look: FirstLook) => Promise<void> | void) | undefined;
  /**
   * Handed the depth-first numbering of what roots reach, where reading takes one: who looks for dominators needs the same,
   * and may write over it.
   */
  readonly onNumbered?: ((numbering: Numbering) => void) | undefined;
}

/** One kind of snapshot file: a row of the table in `index.ts`. */
export interface SnapshotFormat {
  readonly id: string;
  /** For people: "heapsh". */
  readonly label: string;
  /** With the dot; for completion of file names only, what is in a file is told by `sniff`. */
  readonly extensions: readonly string[];
  /** Whether a file that begins like this (up to 4 KiB, decompressed) is one. Pure. */
  sniff(prefix: Uint8Array): boolean;
  /** Throws FormatError with the byte offset. */
  read(source: ByteSource, options: ReadOptions): Promise<HeapSnapshot>;
}
