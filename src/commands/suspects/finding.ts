import type { Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';

/** Something that explains a good part of a heap. */
export interface Finding {
  /** What was looked for when it was found. */
  readonly rule: string;
  /** One sentence. */
  readonly sentence: string;
  /** How it goes on, behind what explains it. */
  readonly others?: string;
  /** The same in a few words, for where it explains a larger finding; empty: it adds nothing there. */
  readonly short: string;
  /** What would be freed, or saved. */
  readonly objects: Uint32Array;
  readonly bytes: number;
  /** The object that it is about, or NONE. */
  readonly holder: number;
  /** A line that shows it. */
  readonly command: string;
}

/** What every rule is given. */
export interface Search {
  readonly heap: Heap;
  /** Bytes of what roots reach. */
  readonly whole: number;
  /** Bytes that are worth telling of. */
  readonly least: number;
  readonly task: Task;
}
