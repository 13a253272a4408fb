import { formatCount } from '../../base/quantities.ts';
import { NONE } from '../../model/kinds.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { distancesOf } from '../../query/reachability.ts';
import type { CommandContext } from '../command.ts';

/** Says how many objects of a set no root reaches: nothing dominates them, and they retain nothing. */
export function noteUnreachable({ heap, indexes }: ObjectSet, context: CommandContext): void {
  const { distances } = heap.derived(distancesOf, context.task);
  const count = indexes.reduce((sum, object) => sum + (distances[object] === NONE ? 1 : 0), 0);
  if (count === 0) return;
  context.note(`no root leads to ${formatCount(count)} of ${formatCount(indexes.length)} objects`);
}
