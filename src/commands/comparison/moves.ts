import { Bitset } from '../../base/bitset.ts';
import { STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { LabelTally } from './tally-labels.ts';

/** By label: how many objects came, went and stayed. */
export interface Moves {
  readonly added: Uint32Array;
  readonly removed: Uint32Array;
  readonly kept: Uint32Array;
}

/**
 * `later`: by object of the earlier snapshot, the same one in the later. An object that is kept counts where it is now, so
 * that of one that moved from a group to another nothing was added or removed. O(objects of both sets).
 */
export function countMoves(
  before: LabelTally,
  after: LabelTally,
  later: Uint32Array,
  labelCount: number,
  task: Task,
): Moves {
  const isAfter = new Bitset(after.set.heap.snapshot.objectCount);
  after.set.indexes.forEach((object, item) => {
    if ((item & (STEP - 1)) === 0) task.step(item, after.set.indexes.length);
    isAfter.add(object);
  });
  const stayed = new Bitset(after.set.heap.snapshot.objectCount);
  const removed = new Uint32Array(labelCount);
  before.set.indexes.forEach((object, item) => {
    if ((item & (STEP - 1)) === 0) task.step(item, before.set.indexes.length);
    const match = later[object]!;
    if (match !== NONE && isAfter.has(match)) stayed.add(match);
    else removed[before.labelOf[item]!]!++;
  });
  const added = new Uint32Array(labelCount);
  const kept = new Uint32Array(labelCount);
  after.set.indexes.forEach((object, item) => {
    if ((item & (STEP - 1)) === 0) task.step(item, after.set.indexes.length);
    (stayed.has(object) ? kept : added)[after.labelOf[item]!]!++;
  });
  return { added, removed, kept };
}
