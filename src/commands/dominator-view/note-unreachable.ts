import { formatCount } from '../../base/quantities.ts';
import { STEP } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { distancesOf } from '../../query/reachability.ts';
import type { CommandContext } from '../command.ts';

/** Says how many objects of a set no root reaches: nothing dominates them, and they retain nothing. */
export function noteUnreachable({ heap, indexes }: ObjectSet, context: CommandContext): void {
  const found = heap.derived(distancesOf, context.task);
  if (found.reachedCount === heap.snapshot.objectCount) return;
  const { distances } = found;
  let count = 0;
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) context.task.step(i, indexes.length);
    if (distances[indexes[i]!] === NONE) count++;
  }
  if (count === 0) return;
  context.note(`no root leads to ${formatCount(count)} of ${formatCount(indexes.length)} objects`);
}
