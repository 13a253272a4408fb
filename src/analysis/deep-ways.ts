import { DEAR_STEP, STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { DominatorTree } from './dominator-tree.ts';

/**
 * Where the dominator tree goes far down: the ways from its top to each object that retains `least` bytes and has no child that
 * does, where they are of `least` objects and more, and from there on along the children that retain the most. Objects of one
 * kind on such a way keep each other alive in a row. Longest first, `most` of them. O(children of objects that retain `least`
 * bytes, and of those on the ways).
 */
export function deepWays(
  tree: DominatorTree,
  least: { readonly bytes: number; readonly objects: number },
  most: number,
  task: Task,
): Uint32Array[] {
  const ends: { readonly object: number; readonly depth: number }[] = [];
  const objects = [tree.top];
  const depths = [0];
  for (let done = 0; objects.length > 0; done++) {
    if ((done & (STEP - 1)) === 0) task.step(done, tree.order.length);
    const object = objects.pop()!;
    const depth = depths.pop()!;
    let isEnd = true;
    tree.forEachChild(object, (child) => {
      if (tree.sizes[child]! < least.bytes) return;
      isEnd = false;
      objects.push(child);
      depths.push(depth + 1);
    });
    if (isEnd && depth >= least.objects) ends.push({ object, depth });
  }
  return ends
    .sort((a, b) => b.depth - a.depth || a.object - b.object)
    .slice(0, most)
    .map(({ object }) => Uint32Array.from([...wayTo(tree, object), ...wayDown(tree, object, task)]));
}

/** From below the top, the object itself last. */
function wayTo({ idoms, top }: DominatorTree, object: number): number[] {
  const way: number[] = [];
  for (let at = object; at !== top; at = idoms[at]!) way.push(at);
  return way.reverse();
}

/** Without the object itself. */
function wayDown(tree: DominatorTree, object: number, task: Task): number[] {
  const way: number[] = [];
  for (let at = largestChild(tree, object); at !== NONE; at = largestChild(tree, at)) {
    if ((way.length & (DEAR_STEP - 1)) === 0) task.step(0, 0);
    way.push(at);
  }
  return way;
}

/** The first of them; NONE: it has none. */
function largestChild(tree: DominatorTree, object: number): number {
  let largest = NONE;
  tree.forEachChild(object, (child) => {
    if (largest === NONE || tree.sizes[child]! > tree.sizes[largest]!) largest = child;
  });
  return largest;
}
