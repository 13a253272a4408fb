import { Bitset } from '../../base/bitset.ts';
import type { ObjectSet } from '../object-set.ts';

/** The members of a set at one bit each, over all objects of its heap. O(members). */
export function bitsOf({ heap, indexes }: ObjectSet): Bitset {
  const bits = new Bitset(heap.snapshot.objectCount);
  for (const index of indexes) bits.add(index);
  return bits;
}
