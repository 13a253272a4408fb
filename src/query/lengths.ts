import { NONE, type ObjectKind } from '../model/kinds.ts';
import type { Heap } from './heap.ts';
import type { Cell } from './result.ts';
import type { Scope } from './scope.ts';

/** What holds items, and says in its length how many. */
export const collectionKinds: ReadonlySet<ObjectKind> = new Set(['list', 'dict', 'set']);

/** What to say of an object's length; undefined: it is exact, or it has none. */
export function lengthNote(
  { runtime, near: { types, objects } }: Heap,
  objectIndex: number,
): string | undefined {
  const { kind } = types[objects.typeIndexes[objectIndex]!]!;
  return collectionKinds.has(kind) ? runtime.unsureLengths?.note : undefined;
}

type Reader = (objectIndex: number) => Cell;

/** Reads lengths as `read` does, and says what they are as soon as one is not sure. */
export function notingLengths(read: Reader, { heap, note }: Scope): Reader {
  const { snapshot, runtime } = heap;
  if (runtime.unsureLengths === undefined) return read;
  const text = runtime.unsureLengths.note;
  const isUnsure = snapshot.types.map(({ kind }) => collectionKinds.has(kind));
  const { typeIndexes } = snapshot.objects;
  let isNoted = false;
  return (objectIndex) => {
    if (!isNoted && isUnsure[typeIndexes[objectIndex]!]) {
      note(text);
      isNoted = true;
    }
    return read(objectIndex);
  };
}

const ROWS_LOOKED_AT = 64;

/** Reads the first rows: those of a table are read when it is shown, and by then its notes are. */
export function readAhead(read: Reader, subjectOf: (row: number) => number, rowCount: number): void {
  for (let row = 0; row < Math.min(rowCount, ROWS_LOOKED_AT); row++) {
    const subject = subjectOf(row);
    if (subject !== NONE) read(subject);
  }
}
