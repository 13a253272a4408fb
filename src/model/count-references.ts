import { GrowableArray } from '../base/growable-array.ts';
import { sharedArray } from '../base/shared-array.ts';
import { STEP, type Task } from '../base/task.ts';
import { cutEvenly, type Job, orderCount, runAll, teamOf } from '../base/team.ts';
import { WEAK } from './kinds.ts';
import type { EdgeColumns } from './snapshot.ts';

/**
 * How many strong edges lead to each object. Each thread counts for itself, in bytes, which stay in the cache, and tells
 * apart what bytes cannot hold: nobody waits for anybody's memory. O(objects + edges).
 */
export function countReferences({ targets, kinds, first }: EdgeColumns, task: Task): Uint32Array {
  const objectCount = first.length - 1;
  const parts = orderCount(targets.length, task) === 1 ? 1 : teamOf(task).size;
  const orders = cutEvenly(targets.length, parts).map(([start, end]) => {
    return { targets, kinds, few: sharedArray(Uint8Array, objectCount), start, end };
  });
  const overflows = runAll(countEdges, orders, task);
  const few = orders.map((order) => order.few);
  const counts = sharedArray(Uint32Array, objectCount);
  const sums = cutEvenly(objectCount, parts).map(([start, end]) => ({ counts, few, start, end }));
  runAll(addCounts, sums, task);
  for (const objects of overflows) for (const object of objects) counts[object]! += BYTE;
  return counts;
}

interface CountOrder {
  readonly targets: Uint32Array;
  readonly kinds: Uint8Array;
  /** Of this order alone. */
  readonly few: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** What a byte cannot hold any more. */
const BYTE = 256;

/** Counts in `few`; gives an object each time that its byte begins anew. */
export const countEdges: Job<CountOrder, Uint32Array> = {
  name: 'count references',
  run({ targets, kinds, few, start, end }, task) {
    few.fill(0);
    const overflow = new GrowableArray(Uint32Array);
    for (let edge = start; edge < end; edge++) {
      if ((edge & (STEP - 1)) === 0) task.step(edge - start, end - start);
      if ((kinds[edge]! & WEAK) !== 0) continue;
      const target = targets[edge]!;
      const count = few[target]! + 1;
      few[target] = count;
      if (count === BYTE) {
        const last = overflow.extend(1);
        overflow.array[last] = target;
      }
    }
    return overflow.finish();
  },
};

interface SumOrder {
  readonly counts: Uint32Array;
  readonly few: readonly Uint8Array[];
  readonly start: number;
  readonly end: number;
}

export const addCounts: Job<SumOrder, void> = {
  name: 'add up references',
  run({ counts, few, start, end }, task) {
    counts.fill(0, start, end);
    for (const [done, bytes] of few.entries()) {
      task.step(done, few.length);
      for (let object = start; object < end; object++) counts[object]! += bytes[object]!;
    }
  },
};
