import { inTreeOrder, outermostOfGroups } from '../../analysis/dominator-sets.ts';
import { sortedOrder } from '../../base/sorted-order.ts';
import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { TypeRow } from '../../model/snapshot.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { Column, TableResult } from '../../query/result.ts';
import { byType } from '../partition/by-type.ts';
import { GroupMembers } from '../partition/groups.ts';
import { exactWithoutWeak } from '../result.ts';

/** What the types of a heap, or their modules, retain. */
export const dominatorGroups = {
  type: ({ name }: TypeRow) => name,
  module: ({ module }: TypeRow) => module,
} as const satisfies Record<string, (type: TypeRow) => string>;

export type DominatorGroup = keyof typeof dominatorGroups;

/**
 * A row a group, that which retains most first. Only objects with no dominator in their own group count, so that no byte
 * counts twice in a row. O(objects), once dominators are known.
 */
export function dominatorsByGroup(set: ObjectSet, by: DominatorGroup, task: Task): TableResult {
  const { heap } = set;
  const tree = heap.derived(dominatorTreeOf, task);
  const members = inTreeOrder(tree, set.indexes);
  const { groupOf, keys } = byType({ heap, indexes: members }, dominatorGroups[by], task).groups;
  const items = outermostOfGroups(tree, members, groupOf, keys.length, task);
  const objects = items.map((item) => members[item]!);
  const groups = { groupOf: items.map((item) => groupOf[item]!), keys };
  const counts = new Uint32Array(keys.length);
  const sizes = new Float64Array(keys.length);
  objects.forEach((object, i) => {
    counts[groups.groupOf[i]!]!++;
    sizes[groups.groupOf[i]!]! += tree.sizes[object]!;
  });
  const order = biggestFirst(keys.map(String), counts, sizes, task);
  const membersOf = new GroupMembers(groups);
  const whole = tree.sizes[tree.top]!;
  const columns: Column[] = [
    { name: 'count', label: 'Count', unit: 'count', cell: (row) => counts[order[row]!]! },
    { name: 'retained', label: 'Retained', unit: 'bytes', cell: (row) => sizes[order[row]!]! },
    {
      name: 'retained_pct',
      label: '%',
      unit: 'percent',
      cell: (row) => (whole === 0 ? 0 : (100 * sizes[order[row]!]!) / whole),
    },
    { name: by, label: 'Kind', unit: 'text', cell: (row) => keys[order[row]!] },
  ];
  return {
    kind: 'table',
    heap,
    provenance: exactWithoutWeak,
    columns,
    rowCount: order.length,
    total: order.length,
    objectsOf: (row) => membersOf.of(order[row]!).map((i) => objects[i]!),
    subjectOf: () => NONE,
  };
}

/** By bytes, then by name. Groups without objects are left out. */
function biggestFirst(
  names: readonly string[],
  counts: Uint32Array,
  sizes: Float64Array,
  task: Task,
): Uint32Array {
  const compare = (a: number, b: number): number => sizes[b]! - sizes[a]! || (names[a]! < names[b]! ? -1 : 1);
  return sortedOrder(names.length, compare, task).filter((group) => counts[group]! > 0);
}
