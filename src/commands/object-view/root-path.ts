import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import type { Heap } from '../../query/heap.ts';
import { distancesOf } from '../../query/reachability.ts';
import type { PathStep } from '../../query/result.ts';

/** A shortest path from a root to an object, root first; empty when nothing reaches it. O(length). */
export function rootPath(heap: Heap, object: number, task: Task): PathStep[] {
  const { distances, parents, parentEdges } = heap.derivedNear(distancesOf, task);
  if (distances[object] === NONE) return [];
  const steps: PathStep[] = [{ object, edge: '' }];
  for (let at = object; parents[at] !== NONE; at = parents[at]!) {
    steps.push({ object: parents[at]!, edge: edgeLabel(heap, parentEdges[at]!) });
  }
  return steps.reverse();
}
