import type { MergedPaths } from '../../analysis/merged-paths.ts';
import type { TreeLimits } from '../../analysis/reference-tree.ts';
import { STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';

/** The part of a tree that is shown: rows, each after its parent. */
export interface ShownNodes {
  /** Row of the whole tree. */
  readonly nodes: readonly number[];
  /** Row here, or NONE. */
  readonly parents: Uint32Array;
  /** Children left out: by `tooMany`, or because the tree was full. */
  readonly omitted: readonly number[];
  readonly omittedRoots: number;
  readonly cutByDepth: boolean;
  readonly full: boolean;
  /** Rows of the whole tree below one, in the order in which they are shown. */
  readonly childrenOf: (node: number) => Uint32Array;
}

/** Level by level, of each node's children those with the most members first. O(nodes of the whole tree). */
export function largestNodes(tree: MergedPaths, limits: TreeLimits, task: Task): ShownNodes {
  const unsorted = childrenOf(tree.parents, task);
  const most = (a: number, b: number): number =>
    tree.counts[b]! - tree.counts[a]! || tree.objects[a]! - tree.objects[b]!;
  const children = (node: number): Uint32Array => unsorted(node).toSorted(most);
  const nodes: number[] = [];
  const parents: number[] = [];
  const omitted: number[] = [];
  let [cutByDepth, full] = [false, false];
  const show = (candidates: Uint32Array, parent: number): number => {
    const room = limits.nodes - nodes.length;
    const chosen = candidates.slice(0, Math.min(limits.tooMany, room));
    if (room < Math.min(limits.tooMany, candidates.length)) full = true;
    for (const node of chosen) {
      nodes.push(node);
      parents.push(parent);
      omitted.push(0);
    }
    return candidates.length - chosen.length;
  };
  const omittedRoots = show(rootsOf(tree.parents).sort(most), NONE);
  let [depth, levelEnd] = [0, nodes.length];
  for (let row = 0; row < nodes.length; row++) {
    if (row === levelEnd) [depth, levelEnd] = [depth + 1, nodes.length];
    const below = children(nodes[row]!);
    if (depth < limits.depth) omitted[row] = show(below, row);
    else cutByDepth ||= below.length > 0;
  }
  return {
    nodes,
    parents: Uint32Array.from(parents),
    omitted,
    omittedRoots,
    cutByDepth,
    full,
    childrenOf: children,
  };
}

function rootsOf(parents: Uint32Array): Uint32Array {
  const roots: number[] = [];
  for (let node = 0; node < parents.length; node++) if (parents[node] === NONE) roots.push(node);
  return Uint32Array.from(roots);
}

/** Children of each node, by counting sort. */
function childrenOf(parents: Uint32Array, task: Task): (node: number) => Uint32Array {
  const first = new Uint32Array(parents.length + 1);
  for (const parent of parents) if (parent !== NONE) first[parent + 1]!++;
  for (let node = 0; node < parents.length; node++) first[node + 1]! += first[node]!;
  const rows = new Uint32Array(first[parents.length]!);
  const next = first.slice();
  for (let node = 0; node < parents.length; node++) {
    if ((node & (STEP - 1)) === 0) task.step(node, parents.length);
    const parent = parents[node]!;
    if (parent !== NONE) rows[next[parent]!++] = node;
  }
  return (node) => rows.subarray(first[node]!, first[node + 1]!);
}
