import { type DominatorColumns, DominatorTree, dominatorTree } from '../analysis/dominator-tree.ts';
import { depthFirstNumbering, dominators, SemidominatorRoom } from '../analysis/dominators.ts';
import { type Freed, freedObjects } from '../analysis/freed.ts';
import { reachable } from '../analysis/reachable.ts';
import { beginReferrers, type Finders } from '../analysis/referrers.ts';
import { ascending, without } from '../base/ascending.ts';
import type { Task } from '../base/task.ts';
import { teamOf } from '../base/team.ts';
import type { Numbering } from '../model/depth-first-search.ts';
import { freedOf, withBytes } from './freed.ts';
import { freedNearby } from './freed-nearby.ts';
import type { Derivation, Heap } from './heap.ts';
import { reachableOf, referrersOf, seedsOf } from './reachability.ts';

/** Made by the way where reading a snapshot takes a search of the whole heap. Finding dominators takes it away. */
export const numberingOf: Derivation<Numbering> = {
  name: 'finding dominators',
  compute: ({ graph, snapshot }, task) => depthFirstNumbering(graph, seedsOf(snapshot.roots), task),
};

/** Dominators and retained sizes of all objects, by retaining edges, from all roots. */
export const dominatorTreeOf: Derivation<DominatorTree> = {
  name: 'finding dominators',
  compute(heap, task) {
    const { graph, snapshot } = heap;
    const known = heap.known(referrersOf);
    const room = new SemidominatorRoom(graph.objectCount, heap.known(numberingOf)?.spare);
    const begun = known === undefined ? beginReferrers(graph, findersOf(heap, room, task), task) : undefined;
    const referrers = () => known ?? heap.keep(referrersOf, begun!.wait(task)[0]!);
    try {
      const numbering = heap.take(numberingOf, task);
      const found = dominators(numbering, seedsOf(snapshot.roots), referrers, task, room);
      task.phase('adding up retained sizes');
      return dominatorTree(found, snapshot.objects.sizes, task);
    } finally {
      begun?.abandon();
    }
  },
  kept: {
    name: 'dominators',
    pack: ({ columns }) => columns,
    unpack: (columns) => new DominatorTree(columns as DominatorColumns),
  },
};

/** Who finds referrers: the other threads while this one numbers objects; all of them when that has been done. */
function findersOf(heap: Heap, { columns }: SemidominatorRoom, task: Task): Finders {
  const { size } = teamOf(task);
  const numbering = heap.known(numberingOf);
  if (numbering === undefined) return { threads: size - 1, lent: columns };
  return { threads: size, lent: [...columns, numbering.scratch], spare: numbering.spare };
}

/**
 * What would be freed if all of some objects went away at once, themselves included; exact. Of one object it is in the
 * dominator tree, when that is known; else it takes a search from the roots.
 */
export function retainedOf(heap: Heap, members: Uint32Array, task: Task): Freed {
  const tree = heap.known(dominatorTreeOf);
  if (tree !== undefined && members.length === 1) {
    const near = heap.derivedNear(dominatorTreeOf, task);
    const object = members[0]!;
    const objects = ascending(near.subtree(object), heap.snapshot.objectCount, task);
    return { objects, bytes: near.sizes[object]! };
  }
  task.phase('searching without the set');
  return withBytes(heap, nearby(heap, members, task) ?? anywhere(heap, members, task), task);
}

function nearby(heap: Heap, members: Uint32Array, task: Task): Uint32Array | undefined {
  const { whole } = heap;
  const removal = { edges: heap.graph.absent, objects: members };
  const freed = freedNearby(whole, removal, task);
  return freed && heap !== whole ? without(freed, heap.derived(freedOf, task).objects) : freed;
}

function anywhere(heap: Heap, members: Uint32Array, task: Task): Uint32Array {
  const before = heap.derived(reachableOf, task);
  task.phase('searching without the set');
  return freedObjects(before, reachable(heap.graph, heap.snapshot.roots.objects, task, members), task);
}
