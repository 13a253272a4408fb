import type { SetNode } from '../../query/ast.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { allObjects } from '../../query/objects-by-type.ts';
import type { CommandContext } from '../command.ts';

/** The objects of a SET or of what stands before the `|`; without either, all that no cut frees. */
export function allOrSet(context: CommandContext, set: SetNode | undefined): ObjectSet {
  if (set !== undefined || context.input !== undefined) return context.objects(set);
  return { heap: context.heap, indexes: context.heap.derived(allObjects, context.task) };
}
