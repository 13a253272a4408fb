import { STEP, type Task } from '../base/task.ts';
import type { DominatorTree } from './dominator-tree.ts';

/** The objects whose dominator this one is, those that retain most; `total` of how many. O(children · log limit). */
export function largestChildren(
  tree: DominatorTree,
  object: number,
  limit: number,
  task: Task,
): LargestObjects {
  const largest = new LargestObjects(tree, limit);
  tree.forEachChild(object, (child) => {
    if ((largest.total & (STEP - 1)) === 0) task.step(largest.total, tree.counts[object]!);
    largest.add(child);
  });
  return largest;
}

/**
 * Of all objects that are added, the `limit` that retain most: above all roots there can be a million objects, of which
 * ten are wanted. A binary heap with the first to be given up at its top; O(log limit) an object.
 */
export class LargestObjects {
  /** How many were added. */
  total = 0;
  readonly #tree: DominatorTree;
  readonly #limit: number;
  readonly #heap: number[] = [];

  constructor(tree: DominatorTree, limit: number) {
    this.#tree = tree;
    this.#limit = limit;
  }

  add(object: number): void {
    this.total++;
    if (this.#heap.length < this.#limit) this.#push(object);
    else if (this.#limit > 0 && this.#isBefore(object, this.#heap[0]!)) this.#replaceTop(object);
  }

  /** The biggest first, equal ones in the tree's order. */
  objects(): Uint32Array {
    return Uint32Array.from(this.#heap).sort((a, b) => (this.#isBefore(a, b) ? -1 : 1));
  }

  #isBefore(a: number, b: number): boolean {
    const { sizes, positions } = this.#tree;
    return sizes[a]! > sizes[b]! || (sizes[a] === sizes[b] && positions[a]! < positions[b]!);
  }

  #push(object: number): void {
    const heap = this.#heap;
    let at = heap.push(object) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(heap[parent]!, object)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = object;
  }

  #replaceTop(object: number): void {
    const heap = this.#heap;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && this.#isBefore(heap[child]!, heap[child + 1]!)) child++;
      if (!this.#isBefore(object, heap[child]!)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = object;
  }
}
