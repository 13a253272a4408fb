import { type Distances, distances, type Seeds } from '../analysis/distances.ts';
import type { Graph } from '../analysis/graph.ts';
import { reachable } from '../analysis/reachable.ts';
import {
  type EdgeReferrers,
  edgeReferrers,
  edgesOfReferrers,
  type Referrers,
  referrers,
} from '../analysis/referrers.ts';
import { Bitset } from '../base/bitset.ts';
import { eachPiece } from '../base/paged-column.ts';
import type { Task } from '../base/task.ts';
import { NONE, WEAK } from '../model/kinds.ts';
import type { RootColumns } from '../model/snapshot.ts';
import { asItIs, type Derivation, type Heap } from './heap.ts';

/** Who refers to each object, weak edges included and marked, cut ones left out. */
export const referrersOf: Derivation<Referrers> = {
  name: 'finding referrers',
  compute: (heap, task) => referrers(heap.graph, task),
  kept: asItIs('referrer rows'),
};

/** By which edge each of them does. Most of what asks for referrers asks for no edges, and these take as much room. */
export const referrerEdgesOf: Derivation<Pick<EdgeReferrers, 'edges'>> = {
  name: 'finding referrers',
  compute(heap, task) {
    const known = heap.known(referrersOf);
    if (known !== undefined) return { edges: edgesOfReferrers(heap.graph, known, task) };
    const { edges, ...rows } = edgeReferrers(heap.graph, task);
    heap.keep(referrersOf, rows);
    return { edges };
  },
  kept: asItIs('referrer edges'),
};

/** Who refers to each object, and by which edge. */
export const edgeReferrersOf: Derivation<EdgeReferrers> = {
  name: 'finding referrers',
  compute(heap, task) {
    const { edges } = heap.derived(referrerEdgesOf, task);
    return { ...heap.derived(referrersOf, task), edges };
  },
};

/** The same for who asks for the referrers of few objects: see `Heap.near`. */
export function edgeReferrersNear(heap: Heap, task: Task): EdgeReferrers {
  // First: it may find the rows too.
  const named = heap.derivedNear(referrerEdgesOf, task);
  const rows = heap.derivedNear(referrersOf, task);
  return {
    get first() {
      return rows.first;
    },
    get sources() {
      return rows.sources;
    },
    get weak() {
      return rows.weak;
    },
    get edges() {
      return named.edges;
    },
  };
}

/** How far each object is from the roots, and its shortest path from there, by retaining edges. */
export const distancesOf: Derivation<Distances> = {
  name: 'measuring distances from the roots',
  compute: (heap, task) => distances(heap.graph, seedsOf(heap.snapshot.roots), task),
  kept: asItIs('distances'),
};

/** How many objects roots reach. Some formats make sure that it is all of them; else one search tells. */
export function reachedCountOf(heap: Heap, task: Task): number {
  const { roots, objectCount } = heap.snapshot;
  if (roots.reachAll && heap.lastCut === undefined) return objectCount;
  return heap.known(distancesOf)?.reachedCount ?? heap.derived(reachedOf, task).count;
}

/** Worth keeping: the first thing that is asked of most heaps is answered without looking at an edge. */
const reachedOf: Derivation<{ readonly count: number }> = {
  name: 'searching from the roots',
  compute: (heap, task) => ({ count: heap.derived(reachableOf, task).count() }),
  kept: asItIs('reached'),
};

/** The same with weak edges counted as any other: what the program can still find, though not for long. */
export const distancesWithWeakOf: Derivation<Distances> = {
  name: 'measuring distances from the roots, weak references included',
  compute: ({ graph, snapshot }, task) => distances(withWeak(graph), seedsOf(snapshot.roots), task),
};

/** The same graph, in which weak edges retain as any other. */
export function withWeak(graph: Graph): Graph {
  return { ...graph, kinds: graph.kinds.map((kind) => kind & ~WEAK) };
}

/**
 * What any root reaches by edges that retain, a bit an object. Of distances that are known: one look at each; nothing is
 * looked at where the format makes sure that roots reach everything.
 */
export const reachableOf: Derivation<Bitset> = {
  name: 'searching from the roots',
  compute(heap, task) {
    const { roots, objectCount } = heap.snapshot;
    if (roots.reachAll && heap.lastCut === undefined) return Bitset.full(objectCount);
    const known = heap.known(distancesOf);
    if (known === undefined) return reachable(heap.graph, roots.objects, task);
    if (known.reachedCount === objectCount) return Bitset.full(objectCount);
    return reachedAt(heap.derivedNear(distancesOf, task).distances, task);
  },
};

function reachedAt(distances: Uint32Array, task: Task): Bitset {
  const reached = new Bitset(distances.length);
  eachPiece(distances, (values, start) => {
    task.step(start, reached.size);
    for (let i = 0; i < values.length; i++) if (values[i] !== NONE) reached.add(start + i);
  });
  return reached;
}

/** Kinds of roots that only explain what no other root reaches: what the engine itself holds, and what nobody knows why. */
const lastKinds = ['system', 'hidden'];

/** Roots that explain less are apart from those that a program has, and the engine's come before hidden ones. */
export function seedsOf(roots: RootColumns): Seeds {
  const isLast = roots.kindNames.map((name) => lastKinds.includes(name));
  return {
    named: roots.objects.filter((_, i) => !isLast[roots.kinds[i]!]),
    hidden: roots.objects.filter((_, i) => isLast[roots.kinds[i]!]),
  };
}
