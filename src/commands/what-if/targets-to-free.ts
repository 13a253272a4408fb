import { QueryError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import { STEP } from '../../base/task.ts';
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
  let roots = 0;
  let unreachable = 0;
  const kinds = new Set<string>();
  const found = new Uint32Array(indexes.length);
  let count = 0;
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    const object = indexes[i]!;
    if (!reached.has(object)) {
      unreachable++;
      continue;
    }
    const kind = kindOf(object);
    if (kind === undefined) {
      found[count++] = object;
    } else {
      kinds.add(kind);
      roots++;
    }
  }
  const targets = found.slice(0, count);
  if (roots > 0 && targets.length === 0) throw onlyRoots(roots, [...kinds]);
  const all = formatCount(indexes.length);
  if (roots > 0) {
    const are = roots === 1 ? 'is a root' : 'are roots';
    const which = `${formatCount(roots)} of ${all} objects ${are} (${[...kinds].join(', ')})`;
    context.note(`${which}, which no cut frees: this is about the others`);
  }
  if (unreachable === indexes.length)
    context.note(indexes.length === 0 ? 'the set is empty' : 'nothing keeps it alive');
  else if (unreachable > 0) {
    const are = unreachable === 1 ? 'is' : 'are';
    context.note(`${formatCount(unreachable)} of ${all} objects ${are} unreachable already`);
  }
  return targets;
}

function onlyRoots(count: number, kinds: readonly string[]): QueryError {
  const what = count === 1 ? 'it is a root' : 'these are roots';
  return new QueryError(`${what} (${kinds.join(', ')}): no cut frees ${count === 1 ? 'it' : 'them'}`, {
    hint: 'a root is alive by itself, not because something refers to it: help info',
  });
}
