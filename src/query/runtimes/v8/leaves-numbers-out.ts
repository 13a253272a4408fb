import { ValueKind } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';

/** Whether V8 was not asked for numbers when it wrote the file: no number in it has a value, and most are not in it. O(objects). */
export function leavesNumbersOut({ types, objects: { typeIndexes, valueKinds } }: HeapSnapshot): boolean {
  const type = types.findIndex(({ name }) => name === '(number)');
  if (type < 0) return false;
  for (let object = 0; object < typeIndexes.length; object++) {
    if (typeIndexes[object] === type && valueKinds[object] !== ValueKind.none) return false;
  }
  return true;
}
