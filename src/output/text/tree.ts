import { formatCount } from '../../base/quantities.ts';
import type { TreeNode, TreeResult } from '../../query/result.ts';
import type { View } from '../answer.ts';
import { deeper, fittedBranch, LEAST_NODE } from '../branch-lines.ts';
import { objectText } from '../object-text.ts';
import { shownBranches } from '../shown-branches.ts';
import { type NumbersOf, siblingNumbers } from '../tree-numbers.ts';
import { visible } from '../visible.ts';
import { cutToWidth, displayWidth } from '../width.ts';

/** A line that is yet to be drawn. */
interface Pending {
  /** A node, or the number of its siblings that were left out. */
  readonly item: TreeNode | number;
  readonly numbers: NumbersOf;
  readonly depth: number;
  /** The lines of the branches to the left of its own; of the nearest ones when there are many. */
  readonly indent: string;
  readonly isLast: boolean;
}

const LONGEST_LINE = 300;
/** Columns for an object, however long the edge before it: its address and the beginning of its type. */
const LEAST_OBJECT = 24;

const arrows = { out: '→', in: '←' } as const;

/**
 * A line a node, children below their parent. A merged path can be as deep as the heap: no recursion. Where the limit leaves
 * none of a node's children, only the last line of the answer tells of them.
 */
export function* treeLines(tree: TreeResult, view: View): Generator<string> {
  const width = Math.min(view.width, LONGEST_LINE);
  const pending: Pending[] = [];
  const shown = shownBranches(tree, view.limit);
  const items = (siblings: readonly TreeNode[], omitted = 0): readonly (TreeNode | number)[] => {
    const first = shown.first(siblings);
    const more = omitted + siblings.length - first.length;
    return more > 0 && (first.length > 0 || siblings.length === 0) ? [...first, more] : first;
  };
  pushItems(pending, tree, items(tree.roots), 0, '');
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { item, depth, indent, isLast, numbers } = next;
    const told = typeof item === 'number' ? '' : numbers(item);
    const lines = depth === 0 ? '' : indent + (isLast ? '└─ ' : '├─ ');
    const branch = fittedBranch(lines, depth, width - LEAST_NODE - told.length);
    const before = told === '' ? branch : `${branch}${told}  `;
    const text =
      typeof item === 'number' ? `… ${formatCount(item)} more` : nodeText(tree, item, width - before.length);
    yield cutToWidth(before + text, width);
    if (typeof item === 'number') continue;
    const below = items(item.children, item.omitted);
    pushItems(pending, tree, below, depth + 1, depth === 0 ? '' : deeper(indent, isLast ? '   ' : '│  '));
  }
}

function pushItems(
  pending: Pending[],
  tree: TreeResult,
  items: readonly (TreeNode | number)[],
  depth: number,
  indent: string,
): void {
  const numbers = siblingNumbers(
    tree,
    items.filter((item) => typeof item !== 'number'),
  );
  for (let i = items.length - 1; i >= 0; i--) {
    pending.push({ item: items[i]!, numbers, depth, indent, isLast: i === items.length - 1 });
  }
}

/** What else the tree says of a node stands behind the object's own text, which is cut before it would push that off the line. */
function nodeText(tree: TreeResult, node: TreeNode, room: number): string {
  const edge = edgeText(tree, node);
  const remarks = remarksOn(node);
  const object = cutToWidth(
    objectText(tree.heap, node.object),
    Math.max(room - displayWidth(edge) - displayWidth(remarks), LEAST_OBJECT),
  );
  return edge + object + remarks;
}

/** What leads from the node above to this one, or back; empty at the top. */
export function edgeText({ direction }: TreeResult, { edge, weak }: TreeNode): string {
  return edge === '' ? '' : `${visible(edge)}${weak ? ' (weak)' : ''} ${arrows[direction]} `;
}

/** What the tree says of a node beside its object and its numbers: ` [root: module] (repeated)`. */
export function remarksOn({ rootKind, mark }: TreeNode): string {
  const root = rootKind === undefined ? '' : ` [root: ${visible(rootKind)}]`;
  return mark === undefined ? root : `${root} (${mark})`;
}
