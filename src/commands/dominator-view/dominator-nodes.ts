import { largestChildren } from '../../analysis/dominator-children.ts';
import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import type { Heap } from '../../query/heap.ts';
import type { TreeNode, TreeResult } from '../../query/result.ts';
import { rootKinds } from '../../query/root-kinds.ts';
import { DirectEdges } from './direct-edges.ts';

/** Makes the node of an object: what it retains, and the edge by which its dominator refers to it where there is one. */
export function dominatorNodes(heap: Heap, task: Task): (object: number) => TreeNode {
  const { idoms, counts, sizes, top } = heap.derivedNear(dominatorTreeOf, task);
  const edges = new DirectEdges(heap, task);
  const kinds = heap.derived(rootKinds, task);
  return (object) => {
    const dominator = idoms[object]!;
    const edge = dominator === top ? NONE : edges.find(dominator, object);
    const rootKind = kinds(object);
    return {
      edge: edge === NONE ? '' : edgeLabel(heap, edge),
      object,
      children: [],
      count: counts[object]!,
      size: sizes[object]!,
      ...(rootKind === undefined ? {} : { rootKind }),
    };
  };
}

/** More of an object's children in the dominator tree, the biggest first. O(children · log(from + count)). */
export function dominatorUnfold(heap: Heap): Exclude<TreeResult['unfold'], undefined> {
  return (node, from, count, task) => {
    const children = largestChildren(heap.derived(dominatorTreeOf, task), node.object, from + count, task);
    const nodes = [...children.objects().subarray(from)].map(dominatorNodes(heap, task));
    return { nodes, omitted: Math.max(children.total - from - nodes.length, 0) };
  };
}
