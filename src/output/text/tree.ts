import { formatBytes, formatCount } from '../../base/quantities.ts';
import type { TreeNode, TreeResult } from '../../query/result.ts';
import type { View } from '../answer.ts';
import { objectText } from '../object-text.ts';
import { visible } from '../visible.ts';
import { cutToWidth } from '../width.ts';

/** A line that is yet to be drawn. */
interface Pending {
  /** A node, or the number of its siblings that were left out. */
  readonly item: TreeNode | number;
  readonly depth: number;
  /** The lines of the branches to the left of its own; of the nearest ones when there are many. */
  readonly indent: string;
  readonly branch: string;
  /** What stands for its own branch before its children. */
  readonly below: string;
}

const LONGEST_LINE = 300;
const DEEPEST = 40;

/** A line a node, children below their parent. A merged path can be as deep as the heap: no recursion. */
export function* treeLines(tree: TreeResult, view: View): Generator<string> {
  const width = Math.min(view.width, LONGEST_LINE);
  const pending: Pending[] = tree.roots
    .map((item) => ({ item, depth: 0, indent: '', branch: '', below: '' }))
    .reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { item, depth, indent, branch, below } = next;
    const text = typeof item === 'number' ? `… ${formatCount(item)} more` : nodeText(tree, item);
    yield cutToWidth(`${depth > DEEPEST ? `(${depth} deep) ` : ''}${indent}${branch}${text}`, width);
    if (typeof item !== 'number')
      pushChildren(pending, item, depth + 1, (indent + below).slice(-DEEPEST * 3));
  }
}

function pushChildren(pending: Pending[], node: TreeNode, depth: number, indent: string): void {
  const items = node.omitted ? [...node.children, node.omitted] : node.children;
  for (let i = items.length - 1; i >= 0; i--) {
    const isLast = i === items.length - 1;
    pending.push({
      item: items[i]!,
      depth,
      indent,
      branch: isLast ? '└─ ' : '├─ ',
      below: isLast ? '   ' : '│  ',
    });
  }
}

function nodeText(tree: TreeResult, node: TreeNode): string {
  const arrow = tree.direction === 'out' ? '→' : '←';
  const parts = [objectText(tree.heap, node.object)];
  if (node.edge !== '') parts.unshift(`${visible(node.edge)}${node.weak ? ' (weak)' : ''} ${arrow}`);
  if (node.count !== undefined) parts.push(`(${countText(node.count, node.size)})`);
  if (node.rootKind !== undefined) parts.push(`[root: ${visible(node.rootKind)}]`);
  if (node.mark !== undefined) parts.push(`(${node.mark})`);
  return parts.join(' ');
}

function countText(count: number, size: number | undefined): string {
  return size === undefined ? formatCount(count) : `${formatCount(count)}, ${formatBytes(size)}`;
}
