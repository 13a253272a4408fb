import { distances } from '../../analysis/distances.ts';
import { type RootPathSpace, rootPathSpace } from '../../analysis/root-path-space.ts';
import { Bitset } from '../../base/bitset.ts';
import type { Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';
import {
  distancesOf,
  distancesWithWeakOf,
  edgeReferrersNear,
  seedsOf,
  withWeak,
} from '../../query/reachability.ts';

/** What paths of a heap from its roots are sought in. Costs distances and referrers, where these are not known. */
export function pathSpaceOf(heap: Heap, weak: boolean, task: Task): RootPathSpace {
  const measured = heap.derivedNear(weak ? distancesWithWeakOf : distancesOf, task);
  return rootPathSpace(heap.near.edges.targets, edgeReferrersNear(heap, task), measured, weak);
}

/**
 * The same for paths that contain none of some objects: what named roots reach by these alone is known there to be reached
 * by hidden ones, or not at all. O(objects + edges).
 */
export function pathSpaceWithout(heap: Heap, exclude: Bitset, weak: boolean, task: Task): RootPathSpace {
  const { graph, snapshot } = heap;
  const absent = new Bitset(snapshot.edgeCount, graph.absent?.slice());
  for (let object = 0; object < exclude.size; object++) {
    if (!exclude.has(object)) continue;
    for (let e = graph.first[object]!, end = graph.first[object + 1]!; e < end; e++) absent.add(e);
  }
  const { named, hidden } = seedsOf(snapshot.roots);
  const seeds = {
    named: named.filter((root) => !exclude.has(root)),
    hidden: hidden.filter((root) => !exclude.has(root)),
  };
  task.phase('measuring distances from the roots');
  const measured = distances({ ...(weak ? withWeak(graph) : graph), absent: absent.words }, seeds, task);
  return {
    ...rootPathSpace(heap.near.edges.targets, edgeReferrersNear(heap, task), measured, weak),
    exclude,
  };
}
