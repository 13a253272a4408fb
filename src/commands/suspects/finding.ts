import type { Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';

/** Something that explains a good part of a heap. */
export interface Finding {
  /** What was looked for when it was found. */
  readonly rule: string;
  /** One sentence. */
  readonly sentence: string;
  /** Where it explains a larger finding: what it counts, of the objects that that one would free: `890 tracebacks`. */
  within?(objects: Uint32Array): string;
  /** What would be freed, or saved. */
  readonly objects: Uint32Array;
  readonly bytes: number;
  /** So many of them are no accident: it is told of however few bytes it explains. */
  readonly isTellingAnyway?: boolean;
  /** The object that it is about, or NONE. */
  readonly holder: number;
  /** A line that shows it; `row`: how a line calls the row that tells of it, `_[0]`. */
  command(row: string): string;
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
