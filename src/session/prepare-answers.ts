import type { Task } from '../base/task.ts';
import { usuallyShown } from '../commands/dominator-view/shown-tree.ts';
import { equalGroupsOfAll } from '../commands/duplicates/equal-groups.ts';
import { SHARE, suspectsAt } from '../commands/suspects/suspects.ts';
import { wasteOfAll } from '../commands/wasted/waste-rows.ts';
import type { Heap } from '../query/heap.ts';

/** What `dom`, `dups`, `waste` and `leaks` tell of a whole heap: each looks at all of it. The quickest first. */
const answers = [usuallyShown, equalGroupsOfAll, wasteOfAll, suspectsAt(SHARE)];

/**
 * Finds what many open a snapshot for, and what its index file keeps: nothing of a heap with cuts. Gives way to requests, and
 * never throws, as `prepare`.
 */
export function prepareAnswers(heap: Heap, task: Task): void {
  if (heap.lastCut !== undefined) return;
  try {
    for (const derivation of answers) heap.derived<unknown>(derivation, task);
  } catch {
    return;
  }
}
