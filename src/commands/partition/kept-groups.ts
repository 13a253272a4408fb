import type { Task } from '../../base/task.ts';
import { encodeWtf8 } from '../../base/wtf8.ts';
import type { StringTable } from '../../model/string-table.ts';
import { TextList } from '../../model/text-list.ts';
import { asItIs, type Derivation } from '../../query/heap.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { allObjects } from '../../query/objects-by-type.ts';
import { KnownOrder } from './group-order.ts';
import type { Groups } from './groups.ts';
import { type SortedGroups, sortGroups } from './partition.ts';
import { tallyGroups } from './tally.ts';

/** Groups of all objects of a heap, as an index file can hold them: there can be a million, of long texts. */
export interface KeptGroups extends Omit<SortedGroups, 'order' | 'key'> {
  readonly order: Uint32Array;
  readonly keys: StringTable;
}

export function keptGroupsBy(
  key: string,
  group: (set: ObjectSet, task: Task) => Groups,
): Derivation<KeptGroups> {
  return {
    name: `grouping by ${key}`,
    compute(heap, task) {
      const set = { heap, indexes: heap.derived(allObjects, task) };
      const groups = group(set, task);
      const { groupOf, counts, sizes, order } = sortGroups(groups, tallyGroups(set, groups, task), task);
      const inOrder = new Uint32Array(order.length);
      for (let row = 0; row < order.length; row++) inOrder[row] = order.at(row);
      const keys = new TextList();
      for (const text of groups.keys) keys.add(encodeWtf8(String(text)));
      return { groupOf, counts, sizes, order: inOrder, keys };
    },
    kept: asItIs(`groups by ${key}`),
  };
}

export function asSortedGroups(groups: KeptGroups): SortedGroups {
  return {
    get groupOf() {
      return groups.groupOf;
    },
    counts: groups.counts,
    sizes: groups.sizes,
    order: new KnownOrder(groups.order, groups.sizes),
    key: (group) => groups.keys.text(group),
  };
}
