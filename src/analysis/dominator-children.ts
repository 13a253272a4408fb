import { STEP, type Task } from '../base/task.ts';
import type { DominatorTree } from './dominator-tree.ts';

/**
 * The children that retain most, the biggest first; equal ones in the tree's order. At most `limit` of them.
 * O(children · log limit): the place above all roots can have a million children, of which ten are wanted.
 */
export function largestChildren(tree: DominatorTree, object: number, limit: number, task: Task): Uint32Array {
  const { sizes, positions, counts } = tree;
  const isBefore = (a: number, b: number): boolean =>
    sizes[a]! > sizes[b]! || (sizes[a] === sizes[b] && positions[a]! < positions[b]!);
  const best = new LastOnTop(isBefore);
  let seen = 0;
  tree.forEachChild(object, (child) => {
    if ((seen++ & (STEP - 1)) === 0) task.step(seen, counts[object]!);
    if (best.items.length < limit) best.push(child);
    else if (limit > 0 && isBefore(child, best.items[0]!)) best.replaceTop(child);
  });
  return Uint32Array.from(best.items).sort((a, b) => (isBefore(a, b) ? -1 : 1));
}

/** How many objects have this one as their dominator. O(children). */
export function childCount(tree: DominatorTree, object: number): number {
  let count = 0;
  tree.forEachChild(object, () => {
    count++;
  });
  return count;
}

/** A binary heap that has the item that comes after all others at items[0]. */
class LastOnTop {
  readonly items: number[] = [];
  readonly #isBefore: (a: number, b: number) => boolean;

  constructor(isBefore: (a: number, b: number) => boolean) {
    this.#isBefore = isBefore;
  }

  push(item: number): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(items[parent]!, item)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  replaceTop(item: number): void {
    const { items } = this;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && this.#isBefore(items[child]!, items[child + 1]!)) child++;
      if (!this.#isBefore(item, items[child]!)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = item;
  }
}
