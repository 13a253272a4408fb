import type { Neighbours, TreeChoice } from '../../analysis/reference-tree.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { TreeNode, TreeResult } from '../../query/result.ts';

/**
 * Unfolds a node of a reference tree as the tree itself would, in the same order and by the same choice, but without
 * end: nobody looks whether an object stands elsewhere in the tree. O(rows of the object), since those that are not
 * given are counted.
 */
export function lazyChildren(
  { first, others, edges }: Neighbours,
  { follow, include }: TreeChoice,
  nodeOf: (object: number, edge: number) => TreeNode,
): Exclude<TreeResult['unfold'], undefined> {
  return ({ object }: TreeNode, from: number, count: number, task: Task) => {
    const nodes: TreeNode[] = [];
    let children = 0;
    for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
      if ((row & (STEP - 1)) === 0) task.step(row, end);
      const edge = edges === undefined ? row : edges[row]!;
      if (!follow(edge) || !include(others[row]!)) continue;
      if (children >= from && nodes.length < count) nodes.push(nodeOf(others[row]!, edge));
      children++;
    }
    return { nodes, omitted: Math.max(0, children - from - nodes.length) };
  };
}
