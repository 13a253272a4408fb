import { pathFromRoot } from '../../analysis/distances.ts';
import type { Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';
import { distancesOf } from '../../query/reachability.ts';
import type { PathStep } from '../../query/result.ts';
import { pathSteps } from '../reference-view/path-steps.ts';

/** A shortest path from a root to an object, root first; empty when nothing reaches it. O(length). */
export function rootPath(heap: Heap, object: number, task: Task): PathStep[] {
  const path = pathFromRoot(heap.derivedNear(distancesOf, task), object);
  return path === undefined ? [] : pathSteps(heap, path);
}
