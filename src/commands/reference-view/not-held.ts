import { formatCount } from '../../base/quantities.ts';
import type { Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';
import { referrersOf } from '../../query/reachability.ts';

/** Why no root keeps an object alive; undefined where cuts may be why. O(references to it). */
export function whyNotHeld(heap: Heap, object: number, task: Task): string | undefined {
  if (heap.lastCut !== undefined) return undefined;
  const { first, weak } = heap.derived(referrersOf, task);
  const [start, end] = [first[object]!, first[object + 1]!];
  if (start === end) return 'nothing refers to it';
  for (let row = start; row < end; row++) {
    if (!weak.has(row)) return 'what refers to it is not alive (backrefs)';
  }
  const count = end - start;
  return count === 1
    ? 'the one reference to it is weak (backrefs)'
    : `the ${formatCount(count)} references to it are weak (backrefs)`;
}
