import { Bitset, lowestBit } from '../base/bitset.ts';
import { DEAR_STEP, STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { DominatorTree } from './dominator-tree.ts';

/** The members that roots reach, dominators before what they dominate: in the tree's order. O(members + objects / 32). */
export function inTreeOrder(tree: DominatorTree, members: Uint32Array, task: Task): Uint32Array {
  const positions = new Bitset(tree.order.length);
  for (let i = 0; i < members.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, members.length);
    const position = tree.positions[members[i]!]!;
    if (position !== NONE) positions.add(position);
  }
  const ordered = new Uint32Array(positions.count());
  let count = 0;
  positions.words.forEach((word, i) => {
    if ((i & (DEAR_STEP - 1)) === 0) task.step(count, ordered.length);
    for (let rest = word; rest !== 0; rest &= rest - 1) {
      ordered[count++] = tree.order[32 * i + lowestBit(rest)]!;
    }
  });
  return ordered;
}

/**
 * Of each group the members that no other of the same group dominates: what these retain has nothing in common, so that
 * it can be added up. `members` as `inTreeOrder` has them; `groupOf` tells the group of each item of `members`. Items,
 * ascending. O(members).
 */
export function outermostOfGroups(
  tree: DominatorTree,
  members: Uint32Array,
  groupOf: Uint32Array,
  groupCount: number,
  task: Task,
): Uint32Array {
  const found = new Uint32Array(members.length);
  let count = 0;
  /** By group: where the range of its last outermost member ends. */
  const ends = new Float64Array(groupCount);
  for (let item = 0; item < members.length; item++) {
    if ((item & (STEP - 1)) === 0) task.step(item, members.length);
    const member = members[item]!;
    const position = tree.positions[member]!;
    const group = groupOf[item]!;
    if (position < ends[group]!) continue;
    ends[group] = position + tree.counts[member]!;
    found[count++] = item;
  }
  return found.slice(0, count);
}

/** The members that no other dominates, in the tree's order. */
export function outermost(tree: DominatorTree, members: Uint32Array, task: Task): Uint32Array {
  const ordered = inTreeOrder(tree, members, task);
  const one = new Uint32Array(ordered.length);
  return outermostOfGroups(tree, ordered, one, 1, task).map((item) => ordered[item]!);
}

/** All that some member dominates, itself not included: in the tree's order, each once. O(members + found + objects / 32). */
export function dominatedBy(tree: DominatorTree, members: Uint32Array, task: Task): Uint32Array {
  const tops = outermost(tree, members, task);
  const found = new Uint32Array(tops.reduce((sum, top) => sum + tree.counts[top]! - 1, 0));
  let count = 0;
  for (let i = 0; i < tops.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, tops.length);
    if (tree.counts[tops[i]!] === 1) continue;
    const below = tree.subtree(tops[i]!).subarray(1);
    found.set(below, count);
    count += below.length;
  }
  return found;
}
