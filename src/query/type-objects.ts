import { NONE } from '../model/kinds.ts';
import type { HeapSnapshot, TypeRow } from '../model/snapshot.ts';

const known = new WeakMap<HeapSnapshot, ReadonlyMap<number, TypeRow>>();

/** The type that an object is: what a class object stands for. Indexed once a snapshot, O(types). */
export function typeOfTypeObject(snapshot: HeapSnapshot, objectIndex: number): TypeRow | undefined {
  let types = known.get(snapshot);
  if (types === undefined) {
    types = new Map(
      snapshot.types.filter((type) => type.objectIndex !== NONE).map((type) => [type.objectIndex, type]),
    );
    known.set(snapshot, types);
  }
  return types.get(objectIndex);
}
