import { Bitset } from '../base/bitset.ts';
import { sharedArray } from '../base/shared-array.ts';
import { STEP, type Task } from '../base/task.ts';
import { orderCount, runAll, teamOf } from '../base/team.ts';
import { WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';
import { reachTogether } from './reach-together.ts';
import { WorkPool } from './work-pool.ts';

/**
 * What can be reached from some objects, themselves included, by edges that retain (neither weak nor absent). The search
 * of `distances` without its columns: O(objects + edges) of what is reached, 4 bytes an object while it runs, a bit after.
 * In whatever order it is found, it is the same: so several threads search at once, where there is much to be found.
 */
export function reachable(graph: Graph, from: Uint32Array, task: Task): Bitset {
  const parts = orderCount(graph.objectCount + graph.targets.length, task);
  return parts === 1 ? reachAlone(graph, from, task) : reachWithTeam(graph, from, task);
}

function reachAlone(graph: Graph, from: Uint32Array, task: Task): Bitset {
  const { first, targets, kinds, absent, objectCount } = graph;
  const found = new Bitset(objectCount);
  const { words } = found;
  const queue = new Uint32Array(objectCount);
  let count = 0;
  for (const object of from) {
    if (found.has(object)) continue;
    found.add(object);
    queue[count++] = object;
  }
  for (let i = 0; i < count; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, objectCount);
    const object = queue[i]!;
    for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
      const target = targets[e]!;
      const bit = 1 << (target & 31);
      if (words[target >>> 5]! & bit || kinds[e]! & WEAK) continue;
      if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
      words[target >>> 5]! |= bit;
      queue[count++] = target;
    }
  }
  return found;
}

function reachWithTeam(graph: Graph, from: Uint32Array, task: Task): Bitset {
  const { first, targets, kinds, absent, objectCount } = graph;
  const found = sharedArray(Uint8Array, objectCount).fill(0);
  const queue = sharedArray(Uint32Array, objectCount);
  let count = 0;
  for (const object of from) {
    if (found[object] === 1) continue;
    found[object] = 1;
    queue[count++] = object;
  }
  const pool = WorkPool.of(queue, count);
  const order = { objectCount, first, targets, kinds, absent, found, pool };
  runAll(reachTogether, new Array<typeof order>(teamOf(task).size).fill(order), task);
  return asBits(found);
}

function asBits(found: Uint8Array): Bitset {
  const bits = new Bitset(found.length);
  for (let object = 0; object < found.length; object++)
    bits.words[object >>> 5]! |= found[object]! << (object & 31);
  return bits;
}
