import { Bitset } from '../../base/bitset.ts';
import { DEAR_STEP, type Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';

/**
 * Those that no other of the set leads to: a whole chain of tracebacks, as a row of `chains` stands for, is one traceback
 * to print, from its head. In the order of the set; of a ring, its first.
 */
export function stackHeads({ heap, indexes }: ObjectSet, task: Task): Uint32Array {
  const { objects, types, objectCount } = heap.snapshot;
  const followers = new Bitset(objectCount);
  const next = {
    traceback: heap.runtime.fieldReader(heap.snapshot, 'tb_next'),
    frame: heap.runtime.fieldReader(heap.snapshot, 'f_back'),
  };
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (DEAR_STEP - 1)) === 0) task.step(i, indexes.length);
    const { kind } = types[objects.typeIndexes[indexes[i]!]!]!;
    const follower = kind === 'traceback' || kind === 'frame' ? next[kind](indexes[i]!) : -1;
    if (follower >= 0) followers.add(follower);
  }
  const heads = indexes.filter((object) => !followers.has(object));
  return heads.length === 0 ? indexes.subarray(0, 1) : heads;
}
