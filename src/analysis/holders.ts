import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { Graph } from './graph.ts';
import { retains } from './retains.ts';

/**
 * For each of the objects the first one, by object index, that keeps it alive and is not one of `except`; NONE: nothing
 * else does. One pass over all edges, so for a few objects whose referrers are known already those are cheaper.
 * O(edges), 4 bytes an object of the graph.
 */
export function firstHolders(graph: Graph, objects: Uint32Array, except: Bitset, task: Task): Uint32Array {
  const wanted = new Bitset(graph.objectCount);
  for (const object of objects) wanted.add(object);
  const holders = new Uint32Array(graph.objectCount);
  // Locals, not fields: this loop runs once an edge.
  const { first, targets } = graph;
  for (let source = 0; source < graph.objectCount; source++) {
    if ((source & (STEP - 1)) === 0) task.step(source, graph.objectCount);
    if (except.has(source)) continue;
    for (let e = first[source]!, end = first[source + 1]!; e < end; e++) {
      const target = targets[e]!;
      if (!wanted.has(target) || !retains(graph, e)) continue;
      wanted.delete(target);
      holders[target] = source;
    }
  }
  return objects.map((object) => (wanted.has(object) ? NONE : holders[object]!));
}
