import { DominatorTree } from '../analysis/dominator-tree.ts';
import { dominators } from '../analysis/dominators.ts';
import { retainedBySet } from '../analysis/retained-by-set.ts';
import type { Task } from '../base/task.ts';
import type { Derivation, Heap } from './heap.ts';
import { distancesOf, referrersOf, seedsOf } from './reachability.ts';

/** Dominators and retained sizes of all objects, by retaining edges, from all roots. */
export const dominatorTreeOf: Derivation<DominatorTree> = {
  name: 'finding dominators',
  compute(heap, task) {
    const { graph, snapshot } = heap;
    const referrers = heap.derived(referrersOf, task);
    task.phase('finding dominators');
    const found = dominators(graph, seedsOf(snapshot.roots), referrers, task);
    task.phase('adding up retained sizes');
    return new DominatorTree(found, snapshot.objects.sizes, task);
  },
};

/**
 * What would be freed if all of some objects went away at once, themselves included: indexes, ascending; exact.
 * Of one object it is in the dominator tree, when that is known; else it takes a search from the roots.
 */
export function retainedObjects(heap: Heap, members: Uint32Array, task: Task): Uint32Array {
  const tree = heap.known(dominatorTreeOf);
  if (tree !== undefined && members.length === 1) return tree.subtree(members[0]!).toSorted();
  const { distances } = heap.derived(distancesOf, task);
  task.phase('searching without the set');
  return retainedBySet(heap.graph, seedsOf(heap.snapshot.roots), members, distances, task);
}
