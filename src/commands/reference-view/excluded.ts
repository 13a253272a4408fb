import type { Bitset } from '../../base/bitset.ts';
import { QueryError } from '../../base/errors.ts';
import type { SetNode } from '../../query/ast.ts';
import type { Heap } from '../../query/heap.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { bitsOf } from '../../query/sets/bit-rows.ts';
import type { CommandContext } from '../command.ts';

/**
 * The objects of `--exclude SET`; undefined: nothing is left out. A type that the snapshot does not have (`Pdb` where no
 * debugger ran) leaves nothing out, and is noted. Throws QueryError when the objects are of another snapshot.
 */
export function excludedObjects(
  context: CommandContext,
  heap: Heap,
  set: SetNode | undefined,
): Bitset | undefined {
  const excluded = set && evaluated(context, heap, set);
  if (set === undefined || excluded === undefined) return undefined;
  if (excluded.heap.snapshot !== heap.snapshot) {
    throw new QueryError('--exclude takes objects of the same snapshot', {
      where: { column: set.start, length: set.end - set.start },
    });
  }
  return bitsOf(excluded);
}

function evaluated(context: CommandContext, heap: Heap, set: SetNode): ObjectSet | undefined {
  try {
    return context.objects(set);
  } catch (error) {
    if (!(error instanceof QueryError) || !isUnknownType(heap, set)) throw error;
    context.note(`--exclude: ${error.message}, so nothing is left out`);
    return undefined;
  }
}

function isUnknownType({ snapshot }: Heap, set: SetNode): boolean {
  if (set.kind !== 'name') return false;
  return !snapshot.types.some(({ name }) => name === set.name || name.endsWith(`.${set.name}`));
}
