import { outermostOfGroups } from '../../analysis/dominator-sets.ts';
import type { DominatorTree } from '../../analysis/dominator-tree.ts';
import { sortedOrder } from '../../base/sorted-order.ts';
import { STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { TypeRow } from '../../model/snapshot.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import type { Heap } from '../../query/heap.ts';
import type { Column, TableResult } from '../../query/result.ts';
import { byType } from '../partition/by-type.ts';
import { GroupMembers, type Groups } from '../partition/groups.ts';
import type { Tally } from '../partition/tally.ts';
import { exactWithoutWeak } from '../result.ts';

/** What the types of a heap, or their modules, retain. */
export const dominatorGroups = {
  type: ({ name }: TypeRow) => name,
  module: ({ module }: TypeRow) => module,
} as const satisfies Record<string, (type: TypeRow) => string>;

export type DominatorGroup = keyof typeof dominatorGroups;

/**
 * A row a group, that first whose objects retain most, each by itself. Only objects with no dominator in their own group count, so that no byte
 * counts twice in a row. `members`: in the tree's order. O(members), once dominators are known.
 */
export function dominatorsByGroup(
  heap: Heap,
  members: Uint32Array,
  by: DominatorGroup,
  task: Task,
): TableResult {
  const tree = heap.derived(dominatorTreeOf, task);
  const { groupOf, keys } = byType({ heap, indexes: members }, dominatorGroups[by], task).groups;
  const items = outermostOfGroups(tree, members, groupOf, keys.length, task);
  const objects = picked(members, items, task);
  const groups: Groups = { groupOf: picked(groupOf, items, task), keys };
  const tally = tallyRetained(tree, objects, groups, task);
  const order = biggestFirst(groups, tally, task);
  const membersOf = new GroupMembers(groups);
  return {
    kind: 'table',
    heap,
    provenance: exactWithoutWeak,
    columns: columns(groups, tally, order, tree.sizes[tree.top]!, by),
    rowCount: order.length,
    total: order.length,
    objectsOf: (row) => membersOf.of(order[row]!).map((item) => objects[item]!),
    subjectOf: () => NONE,
  };
}

function picked(values: Uint32Array, items: Uint32Array, task: Task): Uint32Array {
  return items.map((item, i) => {
    if ((i & (STEP - 1)) === 0) task.step(i, items.length);
    return values[item]!;
  });
}

function tallyRetained(
  tree: DominatorTree,
  objects: Uint32Array,
  { groupOf, keys }: Groups,
  task: Task,
): Tally {
  const counts = new Uint32Array(keys.length);
  const sizes = new Float64Array(keys.length);
  objects.forEach((object, item) => {
    if ((item & (STEP - 1)) === 0) task.step(item, objects.length);
    counts[groupOf[item]!]!++;
    sizes[groupOf[item]!]! += tree.sizes[object]!;
  });
  return { counts, sizes };
}

/** By bytes, then by name. Groups without objects are left out. */
function biggestFirst({ keys }: Groups, { counts, sizes }: Tally, task: Task): Uint32Array {
  const names = keys.map(String);
  const compare = (a: number, b: number): number => sizes[b]! - sizes[a]! || (names[a]! < names[b]! ? -1 : 1);
  return sortedOrder(names.length, compare, task).filter((group) => counts[group]! > 0);
}

function columns(
  { keys }: Groups,
  { counts, sizes }: Tally,
  order: Uint32Array,
  whole: number,
  by: DominatorGroup,
): Column[] {
  const share = (size: number) => (whole === 0 ? 0 : (100 * size) / whole);
  return [
    { name: 'count', label: 'Count', unit: 'count', cell: (row) => counts[order[row]!]! },
    { name: 'retained', label: 'Freed each alone', unit: 'bytes', cell: (row) => sizes[order[row]!]! },
    { name: 'retained_pct', label: '%', unit: 'percent', cell: (row) => share(sizes[order[row]!]!) },
    { name: by, label: 'Kind', unit: 'text', cell: (row) => keys[order[row]!] },
  ];
}
