import type { Task } from '../base/task.ts';
import { usuallyShown } from '../commands/dominator-view/shown-tree.ts';
import { equalGroupsOfAll } from '../commands/duplicates/equal-groups.ts';
import { SHARE, suspectsAt } from '../commands/suspects/suspects.ts';
import { wasteOfAll } from '../commands/wasted/waste-rows.ts';
import type { Heap } from '../query/heap.ts';

/** What `dom`, `dups`, `waste` and `leaks` tell of a whole heap: each looks at all of it. The quickest first. */
const answers = [usuallyShown, equalGroupsOfAll, wasteOfAll, suspectsAt(SHARE)];

/** Objects. Of more it takes a quarter of a GiB beside what the heap takes, for what nobody has asked. */
const MOST = 10_000_000;

/**
 * Finds what many open a snapshot for, and what its index file keeps: nothing of a heap with cuts, nor of one that is very large. Gives way to requests, and
 * never throws, as `prepare`.
 */
export function prepareAnswers(heap: Heap, task: Task): void {
  if (heap.lastCut !== undefined || heap.snapshot.objectCount > MOST) return;
  try {
    for (const derivation of answers) heap.derived<unknown>(derivation, task);
  } catch {
    return;
  }
}
