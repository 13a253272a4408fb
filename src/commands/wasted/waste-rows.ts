import { sortedOrder } from '../../base/sorted-order.ts';
import { STEP, type Task } from '../../base/task.ts';
import { asItIs, type Derivation, type Heap } from '../../query/heap.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { allObjects } from '../../query/objects-by-type.ts';
import { type Groups, sortedByGroup } from '../partition/groups.ts';
import { OwnerFields } from './owner-fields.ts';
import { states, type Wasted, wastedBytes } from './wasted-bytes.ts';

/** Collections of one state, type and owner in a row; the most wasted bytes first. */
export interface WasteRows {
  /** Those of row r are objects[first[r]] … objects[first[r + 1] - 1], in the order of the set. */
  readonly objects: Uint32Array;
  readonly first: Uint32Array;
  /** By row: index in `states`; bytes of them all, and those that nobody needs; who holds them. */
  readonly states: Uint8Array;
  readonly sizes: Float64Array;
  readonly wasted: Float64Array;
  readonly owners: readonly string[];
}

/** O(objects + entries of the dicts + rows · log rows). */
export function wasteRows(set: ObjectSet, task: Task): WasteRows {
  const { heap } = set;
  const isWhole = set.isEverything && heap.lastCut === undefined;
  return isWhole ? heap.derived(wasteOfAll, task) : rowsOf(set, task);
}

/** Of the whole heap. */
export const wasteOfAll: Derivation<WasteRows> = {
  name: 'comparing collections',
  compute: (heap, task) => rowsOf({ heap, indexes: heap.derived(allObjects, task) }, task),
  kept: asItIs('waste'),
};

function rowsOf(set: ObjectSet, task: Task): WasteRows {
  const { heap } = set;
  const wasted = wastedBytes(set, task);
  const owners = new OwnerFields(heap, task);
  const groups = groupWasted(heap, wasted, owners, task);
  const { sizes: objectSizes } = heap.snapshot.objects;
  const sizes = new Float64Array(groups.keys.length);
  const bytes = new Float64Array(groups.keys.length);
  groups.groupOf.forEach((group, item) => {
    sizes[group]! += objectSizes[wasted.objects[item]!]!;
    bytes[group]! += wasted.bytes[item]!;
  });
  const order = sortedOrder(
    groups.keys.length,
    (a, b) => bytes[b]! - bytes[a]! || sizes[b]! - sizes[a]!,
    task,
  );
  const rowOf = new Uint32Array(order.length);
  order.forEach((group, row) => {
    rowOf[group] = row;
  });
  const { first, items } = sortedByGroup(
    groups.groupOf.map((group) => rowOf[group]!),
    order.length,
  );
  const itemsOfRows = Array.from(order, (_, row) => items[first[row]!]!);
  return {
    objects: items.map((item) => wasted.objects[item]!),
    first,
    states: Uint8Array.from(itemsOfRows, (item) => wasted.states[item]!),
    sizes: Float64Array.from(order, (group) => sizes[group]!),
    wasted: Float64Array.from(order, (group) => bytes[group]!),
    owners: itemsOfRows.map((item) => owners.texts.text(owners.label(wasted.objects[item]!))),
  };
}

function groupWasted(heap: Heap, wasted: Wasted, owners: OwnerFields, task: Task): Groups {
  const { types } = heap.snapshot;
  const { typeIndexes } = heap.snapshot.objects;
  const keys: number[] = [];
  const known = new Map<number, number>();
  const groupOf = wasted.objects.map((object, item) => {
    if ((item & (STEP - 1)) === 0) task.step(item, wasted.objects.length);
    const kind = owners.label(object) * states.length + wasted.states[item]!;
    const key = kind * types.length + typeIndexes[object]!;
    const group = known.get(key) ?? keys.push(key) - 1;
    known.set(key, group);
    return group;
  });
  return { groupOf, keys };
}
