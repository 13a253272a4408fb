import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';

/**
 * What can be reached from some objects, themselves included, by edges that retain (neither weak nor absent). The search
 * of `distances` without its columns: O(objects + edges) of what is reached, 4 bytes an object while it runs, a bit after.
 */
export function reachable(graph: Graph, from: Uint32Array, task: Task): Bitset {
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
