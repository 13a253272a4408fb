import type { Heap } from '../query/heap.ts';

/** Of a heap of four million objects, what is derived takes a quarter of a gigabyte. */
const MOST_KEPT = 3;

/** Heaps with cuts that were looked at last keep what was derived from them, so that `uncut` is instant; older ones let it go. */
export class RecentHeaps {
  #heaps: readonly Heap[] = [];

  /** The heap is looked at from now on. Heaps without cuts are no concern of this list: there is one for each file. */
  touch(heap: Heap): void {
    if (heap.lastCut === undefined) return;
    const heaps = [heap, ...this.#heaps.filter((each) => each !== heap)];
    for (const old of heaps.slice(MOST_KEPT)) old.letGo();
    this.#heaps = heaps.slice(0, MOST_KEPT);
  }

  /** The snapshot was closed. */
  forget(closed: Heap): void {
    this.#heaps = this.#heaps.filter((heap) => !heap.isOf(closed));
  }
}
