import { Representatives } from '../../analysis/representatives.ts';
import { Bitset } from '../../base/bitset.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import type { Derivation } from '../heap.ts';
import { isTruncated } from '../object-value.ts';
import { matchTuples } from './tuples.ts';
import { isComparable, valueEquality } from './value-equality.ts';

/** Which objects are worth the same. */
export interface EqualValues {
  /** By object: the first that it is equal to; itself, where it is that, or no value. */
  readonly same: Uint32Array;
  /** Texts and bytes of which the snapshot has only the beginning, and tuples with such: they are equal as far as is known. */
  readonly partly: Bitset;
}

/** Texts, bytes, numbers and tuples of the whole heap. O(objects + bytes of texts + elements), 4 bytes and a bit an object. */
export const equalValuesOf: Derivation<EqualValues> = {
  name: 'comparing values',
  compute: ({ snapshot }, task) => {
    const same = new Uint32Array(snapshot.objectCount).map((_, object) => object);
    const partly = new Bitset(snapshot.objectCount);
    matchValues(snapshot, { same, partly }, task);
    const tuples = tuplesOf(snapshot);
    matchTuples(snapshot, tuples, { same, partly }, task);
    return { same, partly };
  },
};

function matchValues(snapshot: HeapSnapshot, { same, partly }: EqualValues, task: Task): void {
  const { valueKinds } = snapshot.objects;
  let count = 0;
  for (const kind of valueKinds) if (isComparable(kind)) count++;
  const known = new Representatives(count, valueEquality(snapshot));
  for (let object = 0; object < same.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, same.length);
    if (!isComparable(valueKinds[object]!)) continue;
    same[object] = known.of(object);
    if (isTruncated(snapshot, object)) partly.add(object);
  }
}

function tuplesOf({ objects, types }: HeapSnapshot): Uint32Array {
  const isTuple = types.map(({ kind }) => kind === 'tuple');
  const { typeIndexes } = objects;
  let count = 0;
  for (const type of typeIndexes) if (isTuple[type]) count++;
  const tuples = new Uint32Array(count);
  let next = 0;
  typeIndexes.forEach((type, object) => {
    if (isTuple[type]) tuples[next++] = object;
  });
  return tuples;
}
