import type { Heap } from './heap.ts';

/** Objects of one heap, each at most once, in the order of the rows they came from. */
export interface ObjectSet {
  readonly heap: Heap;
  readonly indexes: Uint32Array;
  /**
   * Where the set comes from rows that stand for many objects but are about one of them, as a chain is about its head:
   * those, one a row. What `at`, `chain` and `backrefs` mean by the row. Undefined: the objects speak for themselves.
   */
  readonly subjects?: Uint32Array;
  /** Set when it is all objects that no cut frees: what the heap knows of all of them need not be counted. */
  readonly isEverything?: true;
}
