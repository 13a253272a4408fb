import { QueryError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { reachableOf } from '../../query/reachability.ts';
import { rootKinds } from '../../query/root-kinds.ts';
import type { CommandContext } from '../command.ts';

/**
 * Those objects of a set that edges keep alive: neither unreachable nor roots, of which the answer's notes tell. Throws
 * QueryError when all that is alive are roots.
 */
export function targetsToFree(context: CommandContext, { heap, indexes }: ObjectSet): Uint32Array {
  const { task } = context;
  const reached = heap.derived(reachableOf, task);
  const kindOf = heap.derived(rootKinds, task);
  const alive = indexes.filter((object) => reached.has(object));
  const targets = alive.filter((object) => kindOf(object) === undefined);
  const roots = alive.length - targets.length;
  const kinds = new Set<string>();
  for (const object of alive) {
    const kind = kindOf(object);
    if (kind !== undefined) kinds.add(kind);
  }
  if (roots > 0 && targets.length === 0) {
    throw new QueryError(
      `${roots === 1 ? 'it is a root' : 'these are roots'} (${[...kinds].join(', ')}): no cut frees it`,
      {
        hint: 'a root is alive by itself, not because something refers to it: help info',
      },
    );
  }
  if (roots > 0) {
    const which = `${formatCount(roots)} of ${formatCount(indexes.length)} objects`;
    context.note(
      `${which} are roots (${[...kinds].join(', ')}), which no cut frees: this is about the others`,
    );
  }
  if (alive.length === 0) context.note(indexes.length === 0 ? 'the set is empty' : 'nothing keeps it alive');
  else if (alive.length < indexes.length) {
    context.note(`${formatCount(indexes.length - alive.length)} of them are unreachable already`);
  }
  return targets;
}
