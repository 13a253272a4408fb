import { formatBytes, formatCount, formatPercent } from '../../base/quantities.ts';
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
/** Columns for an object, however deep: its address and the beginning of its type. */
const LEAST_OBJECT = 24;

const arrows = { out: '→', in: '←' } as const;

/** A line a node, children below their parent. A merged path can be as deep as the heap: no recursion. */
export function* treeLines(tree: TreeResult, view: View): Generator<string> {
  const width = Math.min(view.width, LONGEST_LINE);
  const pending: Pending[] = tree.roots
    .map((item) => ({ item, depth: 0, indent: '', branch: '', below: '' }))
    .reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { item, depth, indent, branch, below } = next;
    const before = `${depth > DEEPEST ? `(${depth} deep) ` : ''}${indent}${branch}`;
    const text =
      typeof item === 'number' ? `… ${formatCount(item)} more` : nodeText(tree, item, width - before.length);
    yield cutToWidth(before + text, width);
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

/** What the tree says of a node stands behind the object's own text, which is cut before it would push that off the line. */
function nodeText(tree: TreeResult, node: TreeNode, room: number): string {
  const edge = edgeText(tree, node);
  const remarks = remarksOn(tree, node);
  const object = cutToWidth(
    objectText(tree.heap, node.object),
    Math.max(room - edge.length - remarks.length, LEAST_OBJECT),
  );
  return edge + object + remarks;
}

/** What leads from the node above to this one, or back; empty at the top. */
export function edgeText({ direction }: TreeResult, { edge, weak }: TreeNode): string {
  return edge === '' ? '' : `${visible(edge)}${weak ? ' (weak)' : ''} ${arrows[direction]} `;
}

/** What the tree says of a node beside its object: ` (1,234, 5.6 MiB) [root: module]`. */
export function remarksOn(tree: TreeResult, node: TreeNode): string {
  const remarks: string[] = [];
  if (node.count !== undefined) remarks.push(` (${countText(node.count, node.size, tree.wholeSize)})`);
  if (node.rootKind !== undefined) remarks.push(` [root: ${visible(node.rootKind)}]`);
  if (node.mark !== undefined) remarks.push(` (${node.mark})`);
  return remarks.join('');
}

function countText(count: number, size: number | undefined, whole: number | undefined): string {
  const parts = [formatCount(count)];
  if (size !== undefined) parts.push(formatBytes(size));
  if (size !== undefined && whole !== undefined && whole > 0) parts.push(formatPercent((100 * size) / whole));
  return parts.join(', ');
}
