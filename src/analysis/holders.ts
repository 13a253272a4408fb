import { setOf } from '../base/ascending.ts';
import type { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { Graph } from './graph.ts';
import type { PagedReferrers } from './paged-graph.ts';
import { retains } from './retains.ts';

/** As `firstHolders`, by the referrers of the same graph: O(rows of the objects). */
export function firstHoldersAmong(
  { first, sources, weak }: PagedReferrers,
  objects: Uint32Array,
  except: Bitset,
  task: Task,
): Uint32Array {
  let examined = 0;
  return objects.map((object) => {
    // By object index: the first that is found is the first that there is.
    for (let row = first.at(object), end = first.at(object + 1); row < end; row++) {
      if ((examined++ & (STEP - 1)) === 0) task.step(examined, sources.length);
      const source = sources.at(row);
      if (!weak.has(row) && !except.has(source)) return source;
    }
    return NONE;
  });
}

/**
 * For each of the objects the first one, by object index, that keeps it alive and is not one of `except`; NONE: nothing
 * else does. One pass over all edges, so for a few objects whose referrers are known already those are cheaper.
 * O(edges), 4 bytes an object of the graph.
 */
export function firstHolders(graph: Graph, objects: Uint32Array, except: Bitset, task: Task): Uint32Array {
  const wanted = setOf(objects, graph.objectCount, task);
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
