import { Pace } from '../../base/pace.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { Cell } from '../../query/result.ts';

/** Items 0 … n-1 (rows, or the objects of a set), each in one group; groups are numbered in the order they first appear. */
export interface Groups {
  /** The group of each item. */
  readonly groupOf: Uint32Array;
  /** What the items of a group have in common. */
  readonly keys: readonly Cell[];
}

/**
 * Groups items by an exact value: O(items), 8 bytes an item and an entry a group. Whole numbers below the number of items, as
 * most sizes and lengths and indexes of objects are, are looked up in an array: five times as fast as in a Map.
 */
export function groupByCell(count: number, cell: (item: number) => Cell, task: Task): Groups {
  const groupOf = new Uint32Array(count);
  const keys: Cell[] = [];
  const known = new Map<Cell, number>();
  /** Group + 1; 0: none. Of its pages those that nothing is written to are never there. */
  const ofSmall = new Uint32Array(count);
  const pace = new Pace();
  for (let item = 0; item < count; ) {
    task.step(item, count);
    const end = Math.min(item + pace.next(), count);
    for (; item < end; item++) {
      const key = cell(item);
      const isSmall = typeof key === 'number' && key >>> 0 === key && key < ofSmall.length;
      let group = isSmall ? ofSmall[key]! - 1 : (known.get(key) ?? -1);
      if (group < 0) {
        group = keys.push(key) - 1;
        if (isSmall) ofSmall[key] = group + 1;
        else known.set(key, group);
      }
      groupOf[item] = group;
    }
  }
  return { groupOf, keys };
}

/** How many items each group has. */
export function countGroups({ groupOf, keys }: Groups, task: Task): Uint32Array {
  const counts = new Uint32Array(keys.length);
  for (let item = 0; item < groupOf.length; item++) {
    if ((item & (STEP - 1)) === 0) task.step(item, groupOf.length);
    counts[groupOf[item]!]!++;
  }
  return counts;
}

/** The items of each group, found for all groups at once when the first is asked for. */
export class GroupMembers {
  readonly #groups: GroupedItems;
  #sorted: SortedItems | undefined;

  constructor(groups: GroupedItems) {
    this.#groups = groups;
  }

  /** In their order; a view, not a copy. */
  of(group: number): Uint32Array {
    this.#sorted ??= sortedByGroup(this.#groups.groupOf, this.#groups.keys.length);
    const { first, items } = this.#sorted;
    return items.subarray(first[group], first[group + 1]);
  }
}

/** Groups of which nothing but their number needs to be known. */
interface GroupedItems {
  readonly groupOf: Uint32Array;
  readonly keys: { readonly length: number };
}

/** The items of group g are items[first[g]] … items[first[g + 1] - 1], in their order. */
interface SortedItems {
  readonly first: Uint32Array;
  readonly items: Uint32Array;
}

/** A counting sort, O(items). */
export function sortedByGroup(groupOf: Uint32Array, groupCount: number): SortedItems {
  // Begins one further than it ends, so that filling leaves first[g] where group g starts.
  const first = new Uint32Array(groupCount + 2);
  for (let item = 0; item < groupOf.length; item++) first[groupOf[item]! + 2]!++;
  for (let i = 1; i < first.length; i++) first[i]! += first[i - 1]!;
  const items = new Uint32Array(groupOf.length);
  for (let item = 0; item < groupOf.length; item++) items[first[groupOf[item]! + 1]!++] = item;
  return { first: first.subarray(0, groupCount + 1), items };
}
