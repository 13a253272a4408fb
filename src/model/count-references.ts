import { GrowableArray } from '../base/growable-array.ts';
import { sharedArray } from '../base/shared-array.ts';
import { STEP, type Task } from '../base/task.ts';
import { cutEvenly, type Job, orderCount, runAll, teamOf } from '../base/team.ts';
import { WEAK } from './kinds.ts';
import type { EdgeColumns } from './snapshot.ts';

/** How many strong edges lead to each object: the sum of its bytes, and BYTE for each time that it is among the overflows. */
export interface ReferenceCounts {
  readonly bytes: readonly Uint8Array[];
  readonly overflows: readonly Uint32Array[];
}

/** What a byte cannot hold any more. */
export const BYTE = 256;

/**
 * Each thread counts for itself, in bytes, which stay in the cache, and tells apart what bytes cannot hold: nobody waits
 * for anybody's memory. O(objects + edges).
 */
export function countReferences({ targets, kinds, first }: EdgeColumns, task: Task): ReferenceCounts {
  const objectCount = first.length - 1;
  const parts = orderCount(targets.length, task) === 1 ? 1 : teamOf(task).size;
  const orders = cutEvenly(targets.length, parts).map(([start, end]) => {
    return { targets, kinds, bytes: sharedArray(Uint8Array, objectCount), start, end };
  });
  const overflows = runAll(countEdges, orders, task);
  return { bytes: orders.map(({ bytes }) => bytes), overflows };
}

interface CountOrder {
  readonly targets: Uint32Array;
  readonly kinds: Uint8Array;
  /** Of this order alone. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Counts in `bytes`; gives an object each time that its byte begins anew. */
export const countEdges: Job<CountOrder, Uint32Array> = {
  name: 'count references',
  run(order, task) {
    const { start, end } = order;
    order.bytes.fill(0);
    const overflow = new GrowableArray(Uint32Array);
    for (let from = start; from < end; from += STEP) {
      task.step(from - start, end - start);
      countSome(order, from, Math.min(from + STEP, end), overflow);
    }
    return overflow.finish();
  },
};

function countSome(
  { targets, kinds, bytes }: CountOrder,
  start: number,
  end: number,
  overflow: GrowableArray<Uint32Array>,
): void {
  for (let edge = start; edge < end; edge++) {
    if ((kinds[edge]! & WEAK) !== 0) continue;
    const target = targets[edge]!;
    const count = bytes[target]! + 1;
    bytes[target] = count;
    if (count === BYTE) {
      const last = overflow.extend(1);
      overflow.array[last] = target;
    }
  }
}
