import { Bitset, lowestBit } from './bitset.ts';
import { STEP, type Task } from './task.ts';

/** Sorting millions takes ten times as long as finding them among the bits of all numbers there may be. */
const SORTED = 1 / 64;

/** Different numbers from 0 … size-1 in their order. */
export function ascending(numbers: Uint32Array, size: number, task: Task): Uint32Array {
  if (numbers.length < size * SORTED) return numbers.toSorted();
  return members(setOf(numbers, size, task));
}

/** O(numbers + size / 32). */
export function setOf(numbers: Uint32Array, size: number, task: Task): Bitset {
  const set = new Bitset(size);
  for (let i = 0; i < numbers.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, numbers.length);
    set.add(numbers[i]!);
  }
  return set;
}

/** In their order. O(members + size / 32). */
export function members(set: Bitset): Uint32Array<ArrayBuffer> {
  const found = new Uint32Array(set.count());
  let count = 0;
  set.words.forEach((word, w) => {
    for (let rest = word; rest !== 0; rest &= rest - 1) found[count++] = 32 * w + lowestBit(rest);
  });
  return found;
}

/** Those of ascending numbers that are not among some others, also ascending. O(both). */
export function without(numbers: Uint32Array, others: Uint32Array): Uint32Array {
  let at = 0;
  return numbers.filter((number) => {
    while (at < others.length && others[at]! < number) at++;
    return others[at] !== number;
  });
}
