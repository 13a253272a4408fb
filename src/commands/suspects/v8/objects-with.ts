import type { Task } from '../../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import { sourceOfEdge } from '../../../model/source-of-edge.ts';
import type { Heap } from '../../../query/heap.ts';

/** Of the names of edges, how many are searched at once: under ten milliseconds' worth. */
const SLICE = 1 << 22;

/**
 * All objects that have a property of a name, and what it is, in order; at once over when no such name is there. O(edges), but
 * a fast one: the names are searched as they lie, and only of those found it is asked whose they are.
 */
export function* objectsWith(
  { snapshot }: Heap,
  name: string,
  task: Task,
): Generator<{ readonly owner: number; readonly value: number }> {
  const wanted = snapshot.names.find(name);
  if (wanted === NONE) return;
  const { first, targets, names, kinds } = snapshot.edges;
  for (let start = 0; start < names.length; start += SLICE) {
    task.step(start, names.length);
    const slice = names.subarray(start, start + SLICE);
    for (let at = slice.indexOf(wanted); at >= 0; at = slice.indexOf(wanted, at + 1)) {
      const edge = start + at;
      if ((kinds[edge]! & EDGE_KIND_MASK) !== EdgeKind.attribute) continue;
      yield { owner: sourceOfEdge(first, edge), value: targets[edge]! };
    }
  }
}
