import { type RootPathSpace, rootPathSpace } from '../../analysis/root-path-space.ts';
import type { Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';
import { distancesOf, distancesWithWeakOf, edgeReferrersNear } from '../../query/reachability.ts';

/** What paths of a heap from its roots are sought in. Costs distances and referrers, where these are not known. */
export function pathSpaceOf(heap: Heap, weak: boolean, task: Task): RootPathSpace {
  const distances = heap.derivedNear(weak ? distancesWithWeakOf : distancesOf, task);
  return rootPathSpace(heap.near.edges.targets, edgeReferrersNear(heap, task), distances, weak);
}
