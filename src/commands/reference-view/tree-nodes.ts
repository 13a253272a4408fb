import { NONE } from '../../model/kinds.ts';
import type { TreeNode } from '../../query/result.ts';

/** Builds the nodes of a tree whose rows stand after their parents' rows. Children keep the order of rows. No recursion. */
export function treeNodes(parents: Uint32Array, nodeOf: (row: number) => TreeNode): TreeNode[] {
  const roots: TreeNode[] = [];
  const children = Array.from(parents, (): TreeNode[] => []);
  for (let row = 0; row < parents.length; row++) {
    const siblings = parents[row] === NONE ? roots : children[parents[row]!]!;
    siblings.push({ ...nodeOf(row), children: children[row]! });
  }
  return roots;
}
