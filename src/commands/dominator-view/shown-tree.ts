import { LargestObjects, largestChildren } from '../../analysis/dominator-children.ts';
import { outermost } from '../../analysis/dominator-sets.ts';
import type { DominatorTree } from '../../analysis/dominator-tree.ts';
import type { TreeLimits } from '../../analysis/reference-tree.ts';
import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import { asItIs, type Derivation, type Heap } from '../../query/heap.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { TreeNode } from '../../query/result.ts';
import { dominatorNodes } from './dominator-nodes.ts';
import { type ShownObjects, shownObjects } from './shown-objects.ts';

export const usualLimits: TreeLimits = { depth: 3, tooMany: 10, nodes: 2000 };

/** The part of the tree that is shown, as an index file can hold it. */
export interface ShownTree extends Pick<ShownObjects, 'parents' | 'cutByDepth' | 'full'> {
  /** By row. */
  readonly nodes: readonly Omit<TreeNode, 'children'>[];
  /** How many more objects there would be at its top. */
  readonly more: number;
  readonly wholeSize: number;
}

/** Of the whole tree, as it is mostly asked for: among millions of objects these few are kept. */
export const usuallyShown: Derivation<ShownTree> = {
  name: 'finding what keeps most alive',
  compute: (heap, task) => shownTree(heap, undefined, usualLimits, task),
  kept: asItIs(`dominators ${usualLimits.depth} deep, ${usualLimits.tooMany} wide`),
};

/** O(children of the objects shown). `set`: undefined: all that roots reach. */
export function shownTree(heap: Heap, set: ObjectSet | undefined, limits: TreeLimits, task: Task): ShownTree {
  const tree = heap.derived(dominatorTreeOf, task);
  const atTop = Math.min(limits.tooMany, limits.nodes);
  const top =
    set === undefined
      ? largestChildren(tree, tree.top, atTop, task)
      : largestOutermost(tree, set.indexes, atTop, task);
  const shown = shownObjects(tree, top.objects(), limits, task);
  const nodeOf = dominatorNodes(heap, task);
  const { parents, cutByDepth, full } = shown;
  return {
    parents,
    cutByDepth,
    full,
    nodes: shown.objects.map((object, row) => {
      const { children, ...node } = nodeOf(object);
      const omitted = shown.omitted[row]!;
      // A member of a SET stands at the top for itself, not below its dominator.
      const edge = shown.parents[row] === NONE ? '' : node.edge;
      return { ...node, edge, ...(omitted > 0 ? { omitted } : {}) };
    }),
    more: top.total - top.objects().length,
    wholeSize: tree.sizes[tree.top]!,
  };
}

/** The biggest of the members that no other member keeps alive. */
function largestOutermost(
  tree: DominatorTree,
  members: Uint32Array,
  limit: number,
  task: Task,
): LargestObjects {
  const largest = new LargestObjects(tree, limit);
  for (const object of outermost(tree, members, task)) largest.add(object);
  return largest;
}
