import type { SetNode } from '../../query/ast.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { allObjects } from '../../query/objects-by-type.ts';
import type { CommandContext } from '../command.ts';

/** The objects of a SET or of what stands before the `|`; without either, all that no cut frees. */
export function allOrSet(context: CommandContext, set: SetNode | undefined): ObjectSet {
  if (set !== undefined || context.input !== undefined) return context.objects(set);
  const { heap, task } = context;
  return {
    heap,
    isEverything: true,
    // What the heap knows of all of them is not counted.
    get indexes() {
      return heap.derived(allObjects, task);
    },
  };
}
