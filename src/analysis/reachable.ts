import { Bitset } from '../base/bitset.ts';
import { areShared, sharedArray } from '../base/shared-array.ts';
import type { Task } from '../base/task.ts';
import { orderCount, runAll, teamOf } from '../base/team.ts';
import type { Graph } from './graph.ts';
import { type SearchOrder, searchFurther } from './search-further.ts';
import { WorkBoard } from './work-board.ts';

/**
 * What can be reached from some objects, themselves included, by edges that retain (neither weak nor absent). The search
 * of `distances` without its columns: O(objects + edges) of what is reached; 5 bytes an object while it runs, a bit after.
 * Several threads share what there is to go on from. `without`: objects that are not there, starts among them or not.
 */
export function reachable(
  graph: Graph,
  from: Uint32Array,
  task: Task,
  without: Uint32Array = new Uint32Array(),
): Bitset {
  const { objectCount, first, targets, kinds, absent } = graph;
  // See `sharedArray`: what is written first is cheaper than zeroes that are read.
  const found = sharedArray(Uint8Array, Math.ceil(objectCount / 32) * 32).fill(0);
  // What seems to have been found is not entered.
  for (const object of without) found[object] = 1;
  const board = WorkBoard.memory(objectCount);
  new WorkBoard(board).putAll(markEach(found, from));
  // Threads are told no getters.
  const order = { graph: { objectCount, first, targets, kinds, absent }, found, board };
  const isForMany =
    areShared(targets, absent ?? targets) && orderCount(objectCount + targets.length, task) > 1;
  if (isForMany) runAll(searchFurther, new Array<SearchOrder>(teamOf(task).size).fill(order), task);
  else searchFurther.run(order, task);
  for (const object of without) found[object] = 0;
  return bitsOf(found, objectCount);
}

/** Marks objects; gives each of them once. */
function markEach(found: Uint8Array, objects: Uint32Array): Uint32Array {
  return objects.filter((object) => {
    const isNew = found[object] === 0;
    found[object] = 1;
    return isNew;
  });
}

/** A bit for each byte, which is 0 or 1. Four bytes at a time: multiplied so, their lowest bits become the highest four. */
function bitsOf(found: Uint8Array, objectCount: number): Bitset {
  const bits = new Bitset(objectCount);
  const quads = new Uint32Array(found.buffer);
  for (let i = 0; i < quads.length; i++) {
    const four = Math.imul(quads[i]!, 0x10204080) >>> 28;
    bits.words[i >>> 3]! |= four << (4 * (i & 7));
  }
  return bits;
}
