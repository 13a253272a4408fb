import { Bitset } from '../../base/bitset.ts';
import { QueryError } from '../../base/errors.ts';
import type { SetNode } from '../../query/ast.ts';
import type { Heap } from '../../query/heap.ts';
import type { CommandContext } from '../command.ts';

/** The objects of `--exclude SET`; undefined: nothing is left out. Throws QueryError when they are of another snapshot. */
export function excludedObjects(
  context: CommandContext,
  heap: Heap,
  set: SetNode | undefined,
): Bitset | undefined {
  if (set === undefined) return undefined;
  const excluded = context.objects(set);
  if (excluded.heap.snapshot !== heap.snapshot) {
    throw new QueryError('--exclude takes objects of the same snapshot', {
      where: { column: set.start, length: set.end - set.start },
    });
  }
  const members = new Bitset(heap.snapshot.objectCount);
  for (const object of excluded.indexes) members.add(object);
  return members;
}
