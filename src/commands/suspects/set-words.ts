import type { TypeRow } from '../../model/snapshot.ts';
import type { Heap } from '../../query/heap.ts';
import { isShellSet } from '../../query/sets/shell-sets.ts';

/** Names of types as a line of the language says them. */

const plainName = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;
const wordsOfSets = new Set(['and', 'or', 'minus', 'by', 'via', 'not', 'in', 'is', 'exists', '_']);

/** All objects of a type: `traceback`, `"type with spaces"`. */
export function typeWord({ name }: TypeRow): string {
  const isPlain = plainName.test(name) && !isShellSet(name) && !wordsOfSets.has(name);
  return isPlain ? name : JSON.stringify(name);
}

/** The row of an object's type. */
export function typeOf({ snapshot: { objects, types } }: Heap, object: number): TypeRow {
  return types[objects.typeIndexes[object]!]!;
}
