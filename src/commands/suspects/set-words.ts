import type { TypeRow } from '../../model/snapshot.ts';
import type { Heap } from '../../query/heap.ts';
import { isShellSet } from '../../query/sets/shell-sets.ts';

/** Names of types and objects as a line of the language says them. */

/** An object that a line can begin with: `0x7f187d22b880`, `@12`. */
export function objectWord({ snapshot: { objects } }: Heap, object: number): string {
  const heapId = objects.heapIds?.[object];
  return heapId === undefined ? `0x${objects.addresses[object]!.toString(16)}` : `@${heapId}`;
}

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
