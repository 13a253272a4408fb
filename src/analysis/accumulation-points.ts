import { STEP, type Task } from '../base/task.ts';
import type { DominatorTree } from './dominator-tree.ts';

/** An object that keeps much alive, of which nothing below it is the reason: there it piles up. */
export interface AccumulationPoint {
  readonly object: number;
  /** Bytes it retains without those of its large children, which are looked at for themselves. */
  readonly rest: number;
  /** The most bytes that any of the other children retains; 0: it has none. */
  readonly largestChild: number;
  readonly childCount: number;
}

/**
 * Big drops in the dominator tree, in no useful order: objects that retain `least` bytes beside what children retain that
 * are as large themselves, of which no other child retains half. So a long list linked node to node has none, and of
 * objects in a row that hold but the next one the last counts, where the bytes are. Suspects by accumulation, as the Eclipse
 * Memory Analyzer finds them. `sizeOf`: what an object retains, where that is not
 * bytes: no less than its children together.
 * O(children of objects that retain `least`).
 */
export function accumulationPoints(
  tree: DominatorTree,
  least: number,
  task: Task,
  sizeOf = (object: number): number => tree.sizes[object]!,
): AccumulationPoint[] {
  const found: AccumulationPoint[] = [];
  const pending: number[] = [];
  const dropAt = (object: number) => {
    let rest = sizeOf(object);
    let largestChild = 0;
    let childCount = 0;
    tree.forEachChild(object, (child) => {
      childCount++;
      const size = sizeOf(child);
      if (size < least) {
        largestChild = Math.max(largestChild, size);
      } else {
        rest -= size;
        pending.push(child);
      }
    });
    return { rest, largestChild, childCount };
  };
  const visit = (object: number): void => {
    const drop = dropAt(object);
    if (object === tree.top || drop.rest < least || 2 * drop.largestChild >= drop.rest) return;
    found.push({ object, ...drop });
  };
  visit(tree.top);
  for (let done = 0; pending.length > 0; done++) {
    if ((done & (STEP - 1)) === 0) task.step(done, tree.order.length);
    visit(pending.pop()!);
  }
  return found;
}
