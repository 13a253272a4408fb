import type { Heap } from './heap.ts';

/** Objects of one heap, each at most once, in the order of the rows they came from. */
export interface ObjectSet {
  readonly heap: Heap;
  readonly indexes: Uint32Array;
}
