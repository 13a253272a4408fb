import { formatCount } from '../../base/quantities.ts';
import type { Task } from '../../base/task.ts';
import type { TreeNode, TreeResult } from '../../query/result.ts';
import { objectsOfResult } from '../../query/rows.ts';
import { objectHandle, objectText } from '../object-text.ts';
import { edgeText, remarksOn } from '../text/tree.ts';
import { findRow, wordsTest } from './find.ts';
import { type Anchor, addressHandle, edgeHandle } from './handle.ts';
import { remarksOf, textColumn, widest } from './outline.ts';
import type { Found, ScreenOutline, ScreenRow, ScreenView } from './screen-view.ts';
import { shortText } from './short-text.ts';
import { branchOf, inSight, recordedRows, rowsOf, type TreeRow } from './tree-rows.ts';

const MEASURED_ROWS = 200;
const CHILDREN_AT_ONCE = 100;

/**
 * A tree that unfolds in place, also what lies below the part that was answered. Rows in sight are one array: a fold
 * costs their number once, a window what is in it.
 */
export function treeView(tree: TreeResult): ScreenView {
  return new UnfoldingTree(tree);
}

class UnfoldingTree implements ScreenView {
  readonly #tree: TreeResult;
  #rows: readonly TreeRow[];
  /** Whether an object that came without children has some. */
  readonly #hasChildren = new Map<number, boolean>();
  #positions: ReadonlyMap<number, number> | undefined;

  constructor(tree: TreeResult) {
    this.#tree = tree;
    this.#rows = inSight(recordedRows(tree));
  }

  outline(): ScreenOutline {
    const first = this.#rows.slice(0, MEASURED_ROWS).map((row) => this.#cells(row));
    const numbers = widest(first.map(([each]) => each));
    const texts = widest(first.map(([, each]) => each));
    return {
      kind: 'tree',
      rowCount: this.#rows.length,
      total: this.#rows.length,
      columns: [textColumn(numbers), textColumn(texts), textColumn(0, { dim: true })],
      totals: '',
      ...remarksOf(this.#tree),
    };
  }

  rows(from: number, to: number, task: Task): ScreenRow[] {
    return this.#rows.slice(Math.max(0, from), Math.max(0, to)).map((row) => ({
      cells: this.#cells(row),
      role: row.node === undefined ? 'more' : 'row',
      branch: branchOf(row),
      depth: row.depth,
      fold: this.#foldOf(row, task),
      share: this.#share(row),
      standsFor: row.node === undefined ? 'nothing' : 'one',
    }));
  }

  handle(at: number, name: string, task: Task): string | undefined {
    const row = this.#rows[at];
    if (row?.node === undefined) return undefined;
    const anchor: Anchor = { result: this.#tree, heap: this.#tree.heap, name, task };
    return this.#handleOf(row, anchor);
  }

  address(at: number): string | undefined {
    const node = this.#rows[at]?.node;
    return node && objectHandle(this.#tree.heap, node.object);
  }

  find(words: string, from: number, direction: 1 | -1, milliseconds: number, task: Task): Found {
    const test = wordsTest(words);
    const matches = (row: number) => this.#cells(this.#rows[row]!).some(test);
    return findRow(this.#rows.length, matches, { from, direction, milliseconds }, task);
  }

  fold(at: number, state: 'folded' | 'unfolded', task: Task): void {
    const row = this.#rows[at];
    if (row === undefined) return;
    if (row.node === undefined) {
      if (state === 'unfolded') this.#fetchMore(row, at, task);
      return;
    }
    if (row.isUnfolded === (state === 'unfolded') || this.#foldOf(row, task) === 'none') return;
    if (state === 'folded') this.#close(row, at);
    else this.#open(row, at, task);
  }

  parent(at: number): number | undefined {
    const parent = this.#rows[at]?.parent;
    if (parent === undefined) return undefined;
    let above = at - 1;
    while (this.#rows[above] !== parent) above--;
    return above;
  }

  #close(row: TreeRow, at: number): void {
    row.isUnfolded = false;
    let end = at + 1;
    while (end < this.#rows.length && this.#rows[end]!.depth > row.depth) end++;
    this.#replace(at + 1, end, []);
  }

  #open(row: TreeRow, at: number, task: Task): void {
    row.children ??= this.#fetch(row, row.node!, 0, task);
    row.isUnfolded = true;
    this.#replace(at + 1, at + 1, inSight(row.children));
  }

  /** In the place of the row that stands for them. */
  #fetchMore(row: TreeRow, at: number, task: Task): void {
    const { parent } = row;
    if (parent?.node === undefined || parent.children === undefined) return;
    const known = parent.children.slice(0, -1);
    const more = this.#fetch(parent, parent.node, known.length, task);
    if (more.length === 0) return;
    parent.children = [...known, ...more];
    this.#replace(at, at + 1, more);
  }

  #fetch(parent: TreeRow, node: TreeNode, from: number, task: Task): TreeRow[] {
    const found = this.#tree.unfold?.(node, from, CHILDREN_AT_ONCE, task);
    if (found === undefined) return [];
    const above = objectsAbove(parent);
    const nodes = found.nodes.map((child) => marked(child, above));
    return rowsOf(this.#tree, nodes, found.omitted, parent);
  }

  #replace(from: number, to: number, rows: readonly TreeRow[]): void {
    this.#rows = [...this.#rows.slice(0, from), ...rows, ...this.#rows.slice(to)];
  }

  #foldOf(row: TreeRow, task: Task): ScreenRow['fold'] {
    if (row.node === undefined) return this.#tree.unfold === undefined ? 'none' : 'folded';
    if (row.isUnfolded) return 'unfolded';
    if (row.children !== undefined) return 'folded';
    return row.node.mark !== 'cycle' && this.#canUnfold(row.node, task) ? 'folded' : 'none';
  }

  #canUnfold(node: TreeNode, task: Task): boolean {
    const known = this.#hasChildren.get(node.object);
    if (known !== undefined) return known;
    const found = this.#tree.unfold?.(node, 0, 1, task).nodes.length ?? 0;
    this.#hasChildren.set(node.object, found > 0);
    return found > 0;
  }

  #cells({ node, more, numbers }: TreeRow): [numbers: string, text: string, remarks: string] {
    if (node === undefined) return ['', `… ${formatCount(more)} more`, ''];
    const edge = shortText(edgeText(this.#tree, node));
    return [numbers(node), edge + objectText(this.#tree.heap, node.object), remarksOn(node).trim()];
  }

  #share({ node }: TreeRow): number | undefined {
    const { wholeSize } = this.#tree;
    if (node?.size === undefined || wholeSize === undefined || wholeSize <= 0) return undefined;
    return Math.min(1, node.size / wholeSize);
  }

  /** By its place among the objects of the answer; of what was unfolded later, by the way from the nearest of those. */
  #handleOf(row: TreeRow, anchor: Anchor): string {
    const way: TreeRow[] = [];
    let top: TreeRow = row;
    while (this.#position(top) === undefined && top.parent !== undefined) {
      way.push(top);
      top = top.parent;
    }
    const position = this.#position(top);
    let handle =
      position === undefined ? addressHandle(anchor, top.node!.object) : `${anchor.name}[${position}]`;
    for (const { node } of way.reverse()) {
      const edge = { base: handle, direction: this.#tree.direction, label: node!.edge, object: node!.object };
      handle = edgeHandle(anchor, edge) ?? addressHandle(anchor, node!.object);
    }
    return handle;
  }

  #position({ node }: TreeRow): number | undefined {
    this.#positions ??= new Map(
      Array.from(objectsOfResult(this.#tree).indexes, (object, position) => [object, position]),
    );
    return this.#positions.get(node!.object);
  }
}

function objectsAbove(parent: TreeRow): Set<number> {
  const objects = new Set<number>();
  for (let row: TreeRow | undefined = parent; row?.node !== undefined; row = row.parent) {
    objects.add(row.node.object);
  }
  return objects;
}

/** What stands above itself on the screen is not unfolded again. */
function marked(node: TreeNode, above: ReadonlySet<number>): TreeNode {
  return above.has(node.object) ? { ...node, mark: 'cycle' } : node;
}
