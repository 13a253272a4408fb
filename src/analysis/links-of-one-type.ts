import { STEP, type Task } from '../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../model/kinds.ts';
import type { EdgeColumns } from '../model/snapshot.ts';

/** A field by which objects of a type refer to others of the same type. */
export interface Link {
  /** Type index. */
  readonly type: number;
  /** Name id of the field, or, where fields are kept in dicts, the object that is the key. */
  readonly name: number;
  readonly inDict: boolean;
  /** How many references. */
  readonly count: number;
}

/**
 * The fields by which at least `least` objects are linked to others of their type, the most used first. `dictOwners`: by
 * object, the one whose fields it holds, or NONE. Weak edges count as others: a chain is looked for, not what keeps it.
 * One look at each edge, and an entry for each different field.
 */
export function linksOfOneType(
  { first, targets, names, kinds }: EdgeColumns,
  typeIndexes: Uint32Array,
  dictOwners: Uint32Array,
  least: number,
  task: Task,
): Link[] {
  const counts = new Map<number, number>();
  let typeCount = 0;
  for (const type of typeIndexes) typeCount = Math.max(typeCount, type + 1);
  for (let object = 0; object < typeIndexes.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, typeIndexes.length);
    const owner = dictOwners[object]!;
    const type = typeIndexes[owner === NONE ? object : owner]!;
    const wanted = owner === NONE ? EdgeKind.attribute : EdgeKind.entry;
    for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
      // The kind first: it lies at hand.
      if ((kinds[e]! & EDGE_KIND_MASK) !== wanted || typeIndexes[targets[e]!] !== type) continue;
      if (names[e] === NONE) continue;
      const key = (names[e]! * typeCount + type) * 2 + (owner === NONE ? 0 : 1);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort(([keyA, a], [keyB, b]) => b - a || keyA - keyB)
    .map(([key, count]) => ({
      type: Math.floor(key / 2) % typeCount,
      name: Math.floor(key / 2 / typeCount),
      inDict: key % 2 === 1,
      count,
    }));
}
