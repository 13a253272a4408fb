import { GrowableArray } from '../../base/growable-array.ts';
import { numericOrder } from '../../base/numeric-order.ts';
import { pickValues } from '../../base/pick-values.ts';
import { RankedBits } from '../../base/ranked-bits.ts';
import { STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { equalValuesOf } from '../../query/equal-values/equal-values.ts';
import { asItIs, type Derivation, type Heap } from '../../query/heap.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { sortedByGroup } from '../partition/groups.ts';

/** Objects that are worth the same, in groups of two and more, as columns. */
export interface EqualGroups {
  /** Those of group g are members[first[g]] … members[first[g + 1] - 1], in the order of the set. */
  readonly members: Uint32Array;
  readonly first: Uint32Array;
  /** By group: the bytes of its objects, and of all but one of them, the largest. */
  readonly sizes: Float64Array;
  readonly savings: Float64Array;
  /** Groups, those that would save most first. */
  readonly order: Uint32Array;
  /** Groups that are equal as far as is known; see `EqualValues.partly`. */
  readonly partlyCount: number;
}

/** O(objects of the set + groups), 2 bits an object of the heap and some bytes for each that has its equal. */
export function equalGroups(set: ObjectSet, task: Task): EqualGroups {
  const { heap } = set;
  const isWhole = set.isEverything && heap.lastCut === undefined;
  if (isWhole) return heap.derived(equalGroupsOfAll, task);
  const { objects } = heap.derived(equalValuesOf, task);
  return groupEquals(heap, placesAmong(objects, set, task), task);
}

/** Of the whole heap. */
export const equalGroupsOfAll: Derivation<EqualGroups> = {
  name: 'grouping equal values',
  compute: (heap, task) =>
    groupEquals(
      heap,
      heap.derived(equalValuesOf, task).objects.map((_, place) => place),
      task,
    ),
  kept: asItIs('groups of equal value'),
};

export function membersOf({ members, first }: EqualGroups, group: number): Uint32Array {
  return members.subarray(first[group], first[group + 1]);
}

/** `among`: objects that have their equals somewhere, as places in `EqualValues.objects`. */
function groupEquals(heap: Heap, among: Uint32Array, task: Task): EqualGroups {
  const { objects, firsts, partly } = heap.derived(equalValuesOf, task);
  task.phase(equalGroupsOfAll.name);
  const places = placesOfSeveral(firsts, among, task);
  const groups = groupPlaces(places, firsts, task);
  const sizes = pickValues(heap.near.objects.sizes, pickValues(objects, places, task), task);
  const { savings, ...tally } = tallyGroups(groups, sizes, task);
  const sorted = pickValues(places, groups.items, task);
  const members = pickValues(objects, sorted, task);
  let partlyCount = 0;
  for (let group = 0; group < savings.length; group++) {
    if (partly.has(members[groups.first[group]!]!)) partlyCount++;
  }
  const signed = savings.map((saved) => -saved);
  return { members, first: groups.first, ...tally, savings, order: numericOrder(signed, task), partlyCount };
}

/** Of the objects of a set those that are among `objects`, in its order, as places there. */
function placesAmong(objects: Uint32Array, { heap, indexes }: ObjectSet, task: Task): Uint32Array {
  const among = new RankedBits(heap.snapshot.objectCount, objects);
  const places = new GrowableArray(Uint32Array);
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    if (!among.has(indexes[i]!)) continue;
    // Extending may replace the array: position first.
    const at = places.extend(1);
    places.array[at] = among.placeOf(indexes[i]!);
  }
  return places.finish();
}

/** Without those whose equals are not in the set. */
function placesOfSeveral(firsts: Uint32Array, places: Uint32Array, task: Task): Uint32Array {
  const copies = new Uint32Array(firsts.length);
  for (let i = 0; i < places.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, 2 * places.length);
    copies[firsts[places[i]!]!]!++;
  }
  const several = new Uint32Array(places.length);
  let count = 0;
  for (let i = 0; i < places.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(places.length + i, 2 * places.length);
    if (copies[firsts[places[i]!]!]! > 1) several[count++] = places[i]!;
  }
  return several.subarray(0, count);
}

/** Items (places) in groups, which are numbered in the order that they first appear, and sorted by them. */
interface PlaceGroups {
  readonly groupOf: Uint32Array;
  readonly first: Uint32Array;
  readonly items: Uint32Array;
}

function groupPlaces(places: Uint32Array, firsts: Uint32Array, task: Task): PlaceGroups {
  const numbers = new Uint32Array(firsts.length).fill(NONE);
  const groupOf = new Uint32Array(places.length);
  let groupCount = 0;
  for (let item = 0; item < places.length; item++) {
    if ((item & (STEP - 1)) === 0) task.step(item, places.length);
    const first = firsts[places[item]!]!;
    if (numbers[first] === NONE) numbers[first] = groupCount++;
    groupOf[item] = numbers[first]!;
  }
  return { groupOf, ...sortedByGroup(groupOf, groupCount) };
}

/** `sizeOf`: of each item. */
function tallyGroups({ groupOf, first }: PlaceGroups, sizeOf: Float64Array, task: Task) {
  const sizes = new Float64Array(first.length - 1);
  const largest = new Float64Array(sizes.length);
  const savings = new Float64Array(sizes.length);
  for (let item = 0; item < groupOf.length; item++) {
    if ((item & (STEP - 1)) === 0) task.step(item, groupOf.length);
    const group = groupOf[item]!;
    const size = sizeOf[item]!;
    sizes[group]! += size;
    if (size > largest[group]!) largest[group] = size;
  }
  for (let group = 0; group < sizes.length; group++) savings[group] = sizes[group]! - largest[group]!;
  return { sizes, savings };
}
