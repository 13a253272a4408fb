import { Bitset } from '../../base/bitset.ts';
import { GrowableArray } from '../../base/growable-array.ts';
import { STEP } from '../../base/task.ts';
import type { EdgeSelector } from '../ast.ts';
import type { ObjectSet } from '../object-set.ts';
import type { Scope } from '../scope.ts';
import { stepIn } from './step-in.ts';
import { stepOut } from './step-out.ts';

/** Calls `visit` with each object that one step leads to; repeats do not matter. */
export type Step = (objectIndex: number, visit: (target: number) => void) => void;

/**
 * What a set's objects refer to, or what refers to them, by an edge: each object once, in the order it is met. The closure
 * goes on from what it found until nothing new is met, so a start is in it only when a cycle leads back. O(edges looked
 * at), a bit an object of the heap; no recursion.
 */
export function follow(
  set: ObjectSet,
  direction: 'out' | 'in',
  edge: EdgeSelector,
  closure: boolean,
  scope: Scope,
): ObjectSet {
  const { heap, indexes } = set;
  const { objectCount } = heap.snapshot;
  const step = direction === 'out' ? stepOut(heap, edge) : stepIn(heap, edge, scope.task);
  const seen = new Bitset(objectCount);
  const found = new GrowableArray(Uint32Array);
  const add = (target: number): void => {
    if (seen.has(target)) return;
    seen.add(target);
    // Extending may replace the array: position first.
    const at = found.extend(1);
    found.array[at] = target;
  };
  scope.task.phase('following edges');
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) scope.task.step(i, indexes.length);
    step(indexes[i]!, add);
  }
  for (let i = 0; closure && i < found.length; i++) {
    if ((i & (STEP - 1)) === 0) scope.task.step(i, objectCount);
    step(found.array[i]!, add);
  }
  return { heap, indexes: found.finish() };
}
