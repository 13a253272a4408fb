import { eachClass } from '../../../formats/v8/class-chain.ts';
import { samplesOf } from '../../../formats/v8/class-samples.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';

/**
 * Types whose objects have a class of this name above theirs. For classes without objects of their own, as abstract ones
 * are. Undefined: there is no such class. O(objects).
 */
export function subclasses(snapshot: HeapSnapshot, name: string): readonly number[] | undefined {
  const { edges, names, objects, types } = snapshot;
  const { typeIndexes, nameIds } = objects;
  const nameId = names.find(name);
  const found: number[] = [];
  eachClass({ edges, names, typeIndexes, nameIds, types }, samplesOf(types, typeIndexes), (type, chain) => {
    if (chain.some((creator) => nameIds[creator] === nameId)) found.push(type);
  });
  return found.length === 0 ? undefined : found;
}
