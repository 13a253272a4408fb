import { type Distances, distances, type Seeds } from '../analysis/distances.ts';
import { type Referrers, referrers } from '../analysis/referrers.ts';
import { WEAK } from '../model/kinds.ts';
import type { RootColumns } from '../model/snapshot.ts';
import type { Derivation } from './heap.ts';

/** Who refers to each object, weak edges included and marked, cut ones left out. */
export const referrersOf: Derivation<Referrers> = {
  name: 'finding referrers',
  compute: (heap, task) => referrers(heap.graph, task),
};

/** How far each object is from the roots, and its shortest path from there, by retaining edges. */
export const distancesOf: Derivation<Distances> = {
  name: 'measuring distances from the roots',
  compute: (heap, task) => distances(heap.graph, seedsOf(heap.snapshot.roots), task),
};

/** The same with weak edges counted as any other: what the program can still find, though not for long. */
export const distancesWithWeakOf: Derivation<Distances> = {
  name: 'measuring distances from the roots, weak references included',
  compute: ({ graph, snapshot }, task) =>
    distances({ ...graph, kinds: graph.kinds.map((kind) => kind & ~WEAK) }, seedsOf(snapshot.roots), task),
};

/** Roots of kind `hidden` (something outside the snapshot holds them) are apart from those that have a name. */
export function seedsOf(roots: RootColumns): Seeds {
  const hiddenKind = roots.kindNames.indexOf('hidden');
  return {
    named: roots.objects.filter((_, i) => roots.kinds[i] !== hiddenKind),
    hidden: roots.objects.filter((_, i) => roots.kinds[i] === hiddenKind),
  };
}
