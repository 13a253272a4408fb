import type { TreeNode, TreeResult } from '../query/result.ts';

/** Which nodes of a tree a limit of rows leaves. */
export interface ShownBranches {
  readonly rowCount: number;
  /** All of the tree's nodes. */
  readonly total: number;
  /** Of nodes that stand side by side, those that are shown: the first ones. */
  first(siblings: readonly TreeNode[]): readonly TreeNode[];
}

/**
 * The upper levels first, so that what is shown of a large tree is not all of it below the first of its branches.
 * O(nodes), no recursion.
 */
export function shownBranches({ roots }: Pick<TreeResult, 'roots'>, limit: number): ShownBranches {
  const cut = new Map<readonly TreeNode[], number>();
  const levels: (readonly TreeNode[])[] = [roots];
  let total = 0;
  for (const siblings of levels) {
    const left = Math.max(limit - total, 0);
    if (left < siblings.length) cut.set(siblings, left);
    total += siblings.length;
    for (const { children } of siblings) if (children.length > 0) levels.push(children);
  }
  return {
    rowCount: Math.min(limit, total),
    total,
    first: (siblings) => siblings.slice(0, cut.get(siblings) ?? siblings.length),
  };
}
