import { sortedOrder } from '../../base/sorted-order.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';
import { GroupMembers, type Groups } from '../partition/groups.ts';
import type { OwnerFields } from './owner-fields.ts';
import { states, type Wasted } from './wasted-bytes.ts';

/** Collections of one state, type and owner. */
export interface WasteRow {
  readonly count: number;
  readonly first: number;
  /** Index in `states`. */
  readonly state: number;
  /** Bytes of them all, and those that nobody needs. */
  readonly size: number;
  readonly wasted: number;
  objects(): Uint32Array;
}

/** The most wasted bytes first. O(collections + rows · log rows). */
export function wasteRows(heap: Heap, wasted: Wasted, owners: OwnerFields, task: Task): WasteRow[] {
  const groups = groupWasted(heap, wasted, owners, task);
  const { sizes: objectSizes } = heap.snapshot.objects;
  const sizes = new Float64Array(groups.keys.length);
  const bytes = new Float64Array(groups.keys.length);
  groups.groupOf.forEach((group, item) => {
    sizes[group]! += objectSizes[wasted.objects[item]!]!;
    bytes[group]! += wasted.bytes[item]!;
  });
  const members = new GroupMembers(groups);
  const order = sortedOrder(
    groups.keys.length,
    (a, b) => bytes[b]! - bytes[a]! || sizes[b]! - sizes[a]!,
    task,
  );
  return Array.from(order, (group): WasteRow => {
    const items = members.of(group);
    const item = items[0]!;
    return {
      count: items.length,
      first: wasted.objects[item]!,
      state: wasted.states[item]!,
      size: sizes[group]!,
      wasted: bytes[group]!,
      objects: () => items.map((each) => wasted.objects[each]!),
    };
  });
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
