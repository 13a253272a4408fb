import { QueryError } from '../../base/errors.ts';
import { DEAR_STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { didYouMean } from '../../query/nearest.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { stepOut } from '../../query/sets/step-out.ts';

/**
 * What the objects of a set refer to by a field, one for each or NONE; the dict that holds fields is looked through.
 * Throws QueryError when none of their types has such a field. O(edges of the set).
 */
export function linkedObjects(set: ObjectSet, field: string, task: Task): Uint32Array {
  const { heap, indexes } = set;
  const step = stepOut(heap, { kind: 'name', name: field });
  let isLinked = false;
  const next = indexes.map((object, i) => {
    if ((i & (DEAR_STEP - 1)) === 0) task.step(i, indexes.length);
    let first = NONE;
    step(object, (target) => {
      if (first === NONE) first = target;
    });
    isLinked ||= first !== NONE;
    return first;
  });
  if (!isLinked && indexes.length > 0) requireField(set, field);
  return next;
}

function requireField({ heap: { snapshot, runtime }, indexes }: ObjectSet, field: string): void {
  const types = new Set<number>();
  for (const object of indexes) types.add(snapshot.objects.typeIndexes[object]!);
  const names = new Set([...types].flatMap((type) => runtime.fieldNames(snapshot, type)));
  if (names.has(field)) return;
  throw new QueryError(`no object of the set has a field \`${field}\``, { hint: didYouMean(field, names) });
}
