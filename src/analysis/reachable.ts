import { Bitset } from '../base/bitset.ts';
import { areShared, sharedArray } from '../base/shared-array.ts';
import type { Task } from '../base/task.ts';
import { orderCount, runAll, teamOf } from '../base/team.ts';
import type { Graph } from './graph.ts';
import { type SearchOrder, searchFurther } from './search-further.ts';
import { WorkBoard } from './work-board.ts';

/**
 * What can be reached from some objects, themselves included, by edges that retain (neither weak nor absent). The search
 * of `distances` without its columns: O(objects + edges) of what is reached; 4 bytes an object while it runs, a bit after.
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
  const found = new Bitset(objectCount, sharedArray(Uint32Array, Math.ceil(objectCount / 32)).fill(0));
  // What seems to have been found is not entered.
  for (const object of without) found.add(object);
  const board = WorkBoard.memory(objectCount);
  new WorkBoard(board).putAll(markEach(found, from));
  // Threads are told no getters.
  const order = { graph: { objectCount, first, targets, kinds, absent }, found: found.words, board };
  const isForMany =
    areShared(targets, absent ?? targets) && orderCount(objectCount + targets.length, task) > 1;
  if (isForMany) runAll(searchFurther, new Array<SearchOrder>(teamOf(task).size).fill(order), task);
  else searchFurther.run(order, task);
  for (const object of without) found.delete(object);
  return found;
}

/** Marks objects; gives each of them once. */
function markEach(found: Bitset, objects: Uint32Array): Uint32Array {
  return objects.filter((object) => {
    const isNew = !found.has(object);
    found.add(object);
    return isNew;
  });
}
