import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE, WEAK } from '../model/kinds.ts';
import type { Seeds } from './distances.ts';
import type { Graph } from './graph.ts';

/**
 * What becomes unreachable when a whole set of objects goes away, those of the set included that were reachable: indexes,
 * ascending. What no root reaches as it is, is not freed by it. Exact for any set, of which the members' own retained
 * sizes tell nothing: two that hold a third together free it only together.
 *
 * One search from the roots that never enters the set, over edges that retain: O(objects + edges). Memory: 8 bytes and
 * a bit an object while it runs, 4 bytes an object freed after. `reached`: by object, NONE where no root reaches it.
 */
export function retainedBySet(
  graph: Graph,
  seeds: Seeds,
  members: Uint32Array,
  reached: Uint32Array,
  task: Task,
): Uint32Array {
  const closed = new Bitset(graph.objectCount);
  for (let i = 0; i < members.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, graph.objectCount);
    closed.add(members[i]!);
  }
  markReachable(graph, seeds, closed, task);
  for (let i = 0; i < members.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(graph.objectCount, graph.objectCount);
    closed.delete(members[i]!);
  }
  return missing(closed, reached, task);
}

/** Adds what the seeds reach without going through what is in the set already. */
function markReachable(graph: Graph, seeds: Seeds, closed: Bitset, task: Task): void {
  // Locals, not fields: this loop runs once an edge.
  const { first, targets, kinds, absent, objectCount } = graph;
  const { words } = closed;
  const pending = new Uint32Array(objectCount);
  let count = 0;
  for (const seed of [...seeds.named, ...seeds.hidden]) {
    if (closed.has(seed)) continue;
    closed.add(seed);
    pending[count++] = seed;
  }
  let done = 0;
  while (count > 0) {
    if ((done++ & (STEP - 1)) === 0) task.step(done, objectCount);
    const object = pending[--count]!;
    for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
      if (kinds[e]! & WEAK) continue;
      if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
      const target = targets[e]!;
      const bit = 1 << (target & 31);
      if (words[target >>> 5]! & bit) continue;
      words[target >>> 5]! |= bit;
      pending[count++] = target;
    }
  }
}

/** What was reached, and is not any more. */
function missing(still: Bitset, reached: Uint32Array, task: Task): Uint32Array {
  const found = new Uint32Array(reached.length);
  let count = 0;
  for (let object = 0; object < reached.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(reached.length, reached.length);
    if (reached[object] !== NONE && !still.has(object)) found[count++] = object;
  }
  return found.slice(0, count);
}
