import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import type { Graph } from './graph.ts';
import { type EdgeTest, retains } from './retains.ts';

export interface ReachSearch {
  readonly from: Uint32Array;
  /** Which edges are followed. Those that retain, when not given. */
  readonly follow?: EdgeTest | undefined;
  /** Objects that are never met, not even when they are where it begins. */
  readonly exclude?: Bitset | undefined;
}

export interface Reached {
  /** In the order of discovery: where it began, then what those refer to, … */
  readonly indexes: Uint32Array;
  readonly members: Bitset;
}

/**
 * Everything that can be reached over retaining edges, where it begins included. Breadth-first: O(objects and edges
 * reached); 4 bytes an object reached, plus a bit for every object.
 */
export function reachable(graph: Graph, search: ReachSearch, task: Task): Reached {
  const { from, exclude } = search;
  const follow = search.follow ?? ((edge: number) => retains(graph, edge));
  const members = new Bitset(graph.objectCount);
  const queue = new Uint32Array(graph.objectCount);
  let count = 0;
  for (const object of from) {
    if (members.has(object) || exclude?.has(object)) continue;
    members.add(object);
    queue[count++] = object;
  }
  for (let at = 0; at < count; at++) {
    if ((at & (STEP - 1)) === 0) task.step(at, graph.objectCount);
    const object = queue[at]!;
    for (let e = graph.first[object]!, end = graph.first[object + 1]!; e < end; e++) {
      const target = graph.targets[e]!;
      if (members.has(target) || !follow(e) || exclude?.has(target)) continue;
      members.add(target);
      queue[count++] = target;
    }
  }
  return { indexes: queue.slice(0, count), members };
}
