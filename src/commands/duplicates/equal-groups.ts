import { sortedOrder } from '../../base/sorted-order.ts';
import { STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { equalValuesOf } from '../../query/equal-values/equal-values.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { GroupMembers, type Groups } from '../partition/groups.ts';

/** Objects that are worth the same, in groups of two and more. */
export interface EqualGroups {
  readonly groupCount: number;
  /** By group: how many objects, their bytes, and the bytes of all but one of them, the largest. */
  readonly counts: Uint32Array;
  readonly sizes: Float64Array;
  readonly savings: Float64Array;
  /** Groups, those that would save most first. */
  readonly order: Uint32Array;
  /** One of them. */
  firstOf(group: number): number;
  /** In the order of the set. */
  membersOf(group: number): Uint32Array;
}

/** O(objects of the set + groups · log groups), 8 bytes an object of the heap. */
export function equalGroups({ heap, indexes }: ObjectSet, task: Task): EqualGroups {
  const { same } = heap.derived(equalValuesOf, task);
  task.phase('grouping equal values');
  const copies = new Uint32Array(heap.snapshot.objectCount);
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    copies[same[indexes[i]!]!]!++;
  }
  const members = indexes.filter((object, i) => {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    return copies[same[object]!]! > 1;
  });
  const groups = groupMembers(members, same, copies, task);
  const tally = tallyGroups(members, groups, heap.snapshot.objects.sizes, task);
  const { savings } = tally;
  const byGroup = new GroupMembers(groups);
  return {
    groupCount: groups.keys.length,
    ...tally,
    order: sortedOrder(groups.keys.length, (a, b) => savings[b]! - savings[a]!, task),
    firstOf: (group) => members[byGroup.of(group)[0]!]!,
    membersOf: (group) => byGroup.of(group).map((item) => members[item]!),
  };
}

/** `numbers` is used up: it becomes the number of each group, by its first object. */
function groupMembers(members: Uint32Array, same: Uint32Array, numbers: Uint32Array, task: Task): Groups {
  const keys: number[] = [];
  numbers.fill(NONE);
  const groupOf = members.map((object, item) => {
    if ((item & (STEP - 1)) === 0) task.step(item, members.length);
    const first = same[object]!;
    if (numbers[first] === NONE) numbers[first] = keys.push(first) - 1;
    return numbers[first]!;
  });
  return { groupOf, keys };
}

function tallyGroups(members: Uint32Array, { groupOf, keys }: Groups, objectSizes: Float64Array, task: Task) {
  const counts = new Uint32Array(keys.length);
  const sizes = new Float64Array(keys.length);
  const largest = new Float64Array(keys.length);
  members.forEach((object, item) => {
    if ((item & (STEP - 1)) === 0) task.step(item, members.length);
    const group = groupOf[item]!;
    const size = objectSizes[object]!;
    counts[group]!++;
    sizes[group]! += size;
    largest[group] = Math.max(largest[group]!, size);
  });
  return { counts, sizes, savings: sizes.map((size, group) => size - largest[group]!) };
}
