import { BucketQueue } from '../base/bucket-queue.ts';
import type { Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import { pathFromRoot } from './distances.ts';
import { type BackwardPath, GuidedSearch, type RootPathSpace } from './guided-search.ts';
import type { Path } from './shortest-path.ts';

/**
 * The `count` shortest paths from a root to an object, shortest first; fewer when there are no more. Paths are simple (no
 * object twice), begin at a root and contain no other (for which roots, see GuidedSearch), and differ in their objects:
 * between two objects only the first edge is taken. The first is the one that `distances` tell of, where nothing is excluded.
 *
 * Yen's algorithm (1971) from the target backwards, as Lawler (1972) put it so that no path is found twice. The least
 * length of what leaves a known path somewhere is cheap to tell, so it is sought only when nothing shorter is left.
 * At worst one search for each object of each path found; usually about `count` searches.
 */
export function kShortestPaths(space: RootPathSpace, target: number, count: number, task: Task): Path[] {
  const found: Path[] = [];
  const step = () => task.step(found.length, count);
  // A search that looks at little never comes to its own first step, and there may be millions of them.
  step();
  const distance = space.distances.distances[target]!;
  if (distance === NONE) return found;
  const search = new GuidedSearch(space, target, step);
  const candidates = new BucketQueue<Candidate>();
  candidates.add(distance, {
    leaves: { objects: [target], edges: [] },
    at: 0,
    taken: new Set(),
    way: knownWay(space, target),
  });
  while (found.length < count) {
    step();
    const candidate = candidates.take();
    if (candidate === undefined) break;
    if (candidate.way === undefined) {
      const way = seek(search, candidate);
      if (way !== undefined) candidates.add(candidate.at + way.edges.length, { ...candidate, way });
      continue;
    }
    const path = joined(candidate, candidate.way);
    found.push(rootFirst(path));
    queueDepartures(candidates, search, path, candidate);
  }
  return found;
}

/** All who show one path show the same one. Undefined: it may lead through what is excluded. */
function knownWay({ distances, exclude }: RootPathSpace, target: number): BackwardPath | undefined {
  const path = exclude === undefined ? pathFromRoot(distances, target) : undefined;
  return path && { objects: Array.from(path.objects).reverse(), edges: Array.from(path.edges).reverse() };
}

/** What leaves a known path at one of its objects by none of the referrers `taken`. */
interface Candidate {
  readonly leaves: BackwardPath;
  /** Position of that object in `leaves`. */
  readonly at: number;
  readonly taken: ReadonlySet<number>;
  /** From that object to a root; undefined: not sought yet. */
  readonly way: BackwardPath | undefined;
}

function seek(search: GuidedSearch, { leaves, at, taken }: Candidate): BackwardPath | undefined {
  for (let i = 0; i < at; i++) search.banned.add(leaves.objects[i]!);
  const way = search.find(leaves.objects[at]!, taken);
  for (let i = 0; i < at; i++) search.banned.delete(leaves.objects[i]!);
  return way;
}

function joined({ leaves, at }: Candidate, way: BackwardPath): BackwardPath {
  return {
    objects: leaves.objects.slice(0, at).concat(way.objects),
    edges: leaves.edges.slice(0, at).concat(way.edges),
  };
}

function rootFirst(path: BackwardPath): Path {
  return {
    objects: Uint32Array.from(path.objects).reverse(),
    edges: Uint32Array.from(path.edges).reverse(),
  };
}

/** Whatever leaves the new path: what left the old one where the two part is known already to go by `taken`. */
function queueDepartures(
  candidates: BucketQueue<Candidate>,
  search: GuidedSearch,
  path: BackwardPath,
  { at: parting, taken: takenBefore }: Candidate,
): void {
  const last = path.objects.length - 1;
  for (let at = 0; at < last; at++) {
    search.banned.add(path.objects[at]!);
    if (at < parting) continue;
    const next = path.objects[at + 1]!;
    const taken = new Set(at === parting ? [...takenBefore, next] : [next]);
    // Anything shorter would have been found in this path's place.
    const bound = Math.max(path.edges.length, at + search.lowerBound(path.objects[at]!, taken));
    if (bound < Number.POSITIVE_INFINITY) candidates.add(bound, { leaves: path, at, taken, way: undefined });
  }
  for (let at = 0; at < last; at++) search.banned.delete(path.objects[at]!);
}
