import { Representatives } from '../../analysis/representatives.ts';
import { Bitset } from '../../base/bitset.ts';
import { GrowableArray } from '../../base/growable-array.ts';
import { RankedBits } from '../../base/ranked-bits.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import { asItIs, type Derivation } from '../heap.ts';
import { isTruncated } from '../object-value.ts';
import { matchTuples, type ObjectsByValue } from './tuples.ts';
import { isComparable, valueEquality } from './value-equality.ts';

/** Which objects are worth the same as another one: mostly few. */
export interface EqualValues {
  /** Those, ascending. */
  readonly objects: Uint32Array;
  /** Of each the place here of the first that it is equal to; its own, where it is that. */
  readonly firsts: Uint32Array;
  /** Texts and bytes of which the snapshot has only the beginning, and tuples with such: they are equal as far as is known. */
  readonly partly: Bitset;
}

/** Texts, bytes, numbers and tuples of the whole heap. O(objects + bytes of texts + elements), 8 bytes and a bit an object. */
export const equalValuesOf: Derivation<EqualValues> = {
  name: 'comparing values',
  compute: ({ snapshot }, task) => {
    const same = new Uint32Array(snapshot.objectCount);
    for (let object = 0; object < same.length; object++) same[object] = object;
    const partly = new Bitset(snapshot.objectCount);
    matchValues(snapshot, { same, partly }, task);
    const tuples = tuplesOf(snapshot, task);
    matchTuples(snapshot, tuples, { same, partly }, task);
    return { ...withEquals(same, task), partly };
  },
  kept: asItIs('objects of equal value'),
};

/** Only those that are not alone. What others are equal to may stand behind them: of tuples, what is inside is first. */
function withEquals(same: Uint32Array, task: Task): Pick<EqualValues, 'objects' | 'firsts'> {
  const hasEquals = new Bitset(same.length);
  for (let object = 0; object < same.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, 2 * same.length);
    if (same[object] === object) continue;
    hasEquals.add(object);
    hasEquals.add(same[object]!);
  }
  const objects = new Uint32Array(hasEquals.count());
  let count = 0;
  for (let object = 0; object < same.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(same.length + object, 2 * same.length);
    if (hasEquals.has(object)) objects[count++] = object;
  }
  const places = new RankedBits(same.length, objects);
  const firsts = objects.map((object) => places.placeOf(same[object]!));
  return { objects, firsts };
}

function matchValues(snapshot: HeapSnapshot, { same, partly }: ObjectsByValue, task: Task): void {
  const { valueKinds } = snapshot.objects;
  let count = 0;
  for (let object = 0; object < valueKinds.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(0, same.length);
    if (isComparable(valueKinds[object]!)) count++;
  }
  const known = new Representatives(count, valueEquality(snapshot));
  for (let object = 0; object < same.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, same.length);
    if (!isComparable(valueKinds[object]!)) continue;
    same[object] = known.of(object);
    if (isTruncated(snapshot, object)) partly.add(object);
  }
}

function tuplesOf({ objects, types }: HeapSnapshot, task: Task): Uint32Array {
  const isTuple = types.map(({ kind }) => kind === 'tuple');
  const { typeIndexes } = objects;
  const tuples = new GrowableArray(Uint32Array);
  for (let object = 0; object < typeIndexes.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, typeIndexes.length);
    if (!isTuple[typeIndexes[object]!]) continue;
    // Extending may replace the array: position first.
    const at = tuples.extend(1);
    tuples.array[at] = object;
  }
  return tuples.finish();
}
