import { largestChildren } from '../../analysis/dominator-children.ts';
import type { DominatorTree } from '../../analysis/dominator-tree.ts';
import type { TreeLimits } from '../../analysis/reference-tree.ts';
import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';

/** The part of the dominator tree that is shown: rows, each after its parent. */
export interface ShownObjects {
  readonly objects: readonly number[];
  /** Row, or NONE at the top. */
  readonly parents: readonly number[];
  /** Children left out: by `tooMany`, or because the tree was full. */
  readonly omitted: readonly number[];
  readonly cutByDepth: boolean;
  readonly full: boolean;
}

/** Level by level, of each object's children the biggest first. O(children of the objects shown). */
export function shownObjects(
  tree: DominatorTree,
  top: Uint32Array,
  limits: TreeLimits,
  task: Task,
): ShownObjects {
  const objects = [...top];
  const parents = objects.map(() => NONE);
  const omitted = objects.map(() => 0);
  let [cutByDepth, full] = [false, false];
  let [depth, levelEnd] = [0, objects.length];
  for (let row = 0; row < objects.length; row++) {
    if (row === levelEnd) [depth, levelEnd] = [depth + 1, objects.length];
    if (tree.counts[objects[row]!] === 1) continue;
    if (depth === limits.depth) {
      cutByDepth = true;
      continue;
    }
    const room = Math.min(limits.tooMany, limits.nodes - objects.length);
    const children = largestChildren(tree, objects[row]!, room, task);
    full ||= room < Math.min(limits.tooMany, children.total);
    for (const child of children.objects()) {
      objects.push(child);
      parents.push(row);
      omitted.push(0);
    }
    omitted[row] = Math.max(children.total - room, 0);
  }
  return { objects, parents, omitted, cutByDepth, full };
}
