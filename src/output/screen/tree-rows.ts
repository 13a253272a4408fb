import type { TreeNode, TreeResult } from '../../query/result.ts';
import { MOST_LEVELS } from '../branch-lines.ts';
import { type NumbersOf, siblingNumbers } from '../tree-numbers.ts';

/** A row of a tree: a node, or the siblings behind it that are not there. */
export interface TreeRow {
  /** Undefined: it stands for `more` children of its parent. */
  readonly node: TreeNode | undefined;
  readonly parent: TreeRow | undefined;
  readonly depth: number;
  /** Children that were made so far, with the row for the rest; undefined: none were made. */
  children: readonly TreeRow[] | undefined;
  isUnfolded: boolean;
  /** Of a row without node: how many it stands for. */
  readonly more: number;
  isLast: boolean;
  /** Of the siblings that it came with. */
  readonly numbers: NumbersOf;
}

/** The nodes that the answer came with, all unfolded. No recursion: merged paths are as deep as the heap. */
export function recordedRows(tree: TreeResult): TreeRow[] {
  const top = rowsOf(tree, tree.roots, 0, undefined);
  const pending = top.slice();
  for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
    const { node } = row;
    if (node === undefined || (node.children.length === 0 && !node.omitted)) continue;
    row.children = rowsOf(tree, node.children, node.omitted ?? 0, row);
    row.isUnfolded = true;
    pending.push(...row.children);
  }
  return top;
}

/** Siblings, with a row for those that are left out. */
export function rowsOf(
  tree: TreeResult,
  nodes: readonly TreeNode[],
  omitted: number,
  parent: TreeRow | undefined,
): TreeRow[] {
  const depth = parent === undefined ? 0 : parent.depth + 1;
  const numbers = siblingNumbers(tree, nodes);
  const row = (node: TreeNode | undefined, more: number): TreeRow => {
    return { node, parent, depth, children: undefined, isUnfolded: false, more, isLast: false, numbers };
  };
  const rows = nodes.map((node) => row(node, 0));
  if (omitted > 0) rows.push(row(undefined, omitted));
  const last = rows.at(-1);
  if (last !== undefined) last.isLast = true;
  return rows;
}

/** What is in sight of some siblings and below them, in the order of reading. O(rows in sight). */
export function inSight(siblings: readonly TreeRow[]): TreeRow[] {
  const seen: TreeRow[] = [];
  const pending = siblings.toReversed();
  for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
    seen.push(row);
    if (!row.isUnfolded || row.children === undefined) continue;
    for (let i = row.children.length - 1; i >= 0; i--) pending.push(row.children[i]!);
  }
  return seen;
}

/** The lines to the left of a row; of the nearest levels when there are many. */
export function branchOf(row: TreeRow): string {
  if (row.depth === 0) return '';
  let lines = row.isLast ? '└─ ' : '├─ ';
  let above = row.parent;
  for (let i = 1; above !== undefined && above.depth > 0 && i < MOST_LEVELS; i++) {
    lines = (above.isLast ? '   ' : '│  ') + lines;
    above = above.parent;
  }
  return lines;
}
