import { STEP, type Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';

/** Which end of a stack is printed. Python's limit: positive the entries that are met first, negative those met last. */
export type StackLimit = number | undefined;

/**
 * The objects that follow each other by a field: tracebacks by tb_next, frames by f_back. In the order in which they
 * are met, as far as the limit goes. A ring, which Python's own code cannot build but C code can, is followed once.
 */
export function walkStack(
  heap: Heap,
  head: number,
  next: 'tb_next' | 'f_back',
  limit: StackLimit,
  task: Task,
): number[] {
  const most = limit === undefined || limit < 0 ? heap.snapshot.objectCount : limit;
  const follow = heap.runtime.fieldReader(heap.snapshot, next);
  const walked: number[] = [];
  const seen = new Set<number>();
  for (let object = head; object >= 0 && !seen.has(object) && walked.length < most; ) {
    if ((walked.length & (STEP - 1)) === 0) task.step(walked.length, heap.snapshot.objectCount);
    walked.push(object);
    seen.add(object);
    object = follow(object);
  }
  return limit !== undefined && limit < 0 ? walked.slice(limit) : walked;
}
