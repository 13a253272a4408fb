import { type Bitset, bitCount, lowestBit } from '../base/bitset.ts';
import { DEAR_STEP, type Task } from '../base/task.ts';

/** What was freed: objects by index, ascending, and their bytes. */
export interface Freed {
  readonly objects: Uint32Array;
  readonly bytes: number;
}

/** What was reachable before and is not after, ascending. O(objects / 32 + objects freed), 4 bytes an object freed. */
export function freedObjects(before: Bitset, after: Bitset, task: Task): Uint32Array {
  let count = 0;
  for (let w = 0; w < before.words.length; w++) count += bitCount(before.words[w]! & ~after.words[w]!);
  const objects = new Uint32Array(count);
  let found = 0;
  for (let w = 0; w < before.words.length; w++) {
    if ((w & (DEAR_STEP - 1)) === 0) task.step(w, before.words.length);
    for (let word = before.words[w]! & ~after.words[w]!; word !== 0; word &= word - 1)
      objects[found++] = 32 * w + lowestBit(word);
  }
  return objects;
}
