import { BucketQueue } from '../base/bucket-queue.ts';
import type { Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { BackwardPath, GuidedSearch } from './guided-search.ts';
import { type Path, turned } from './shortest-path.ts';

/**
 * The `count` shortest paths from a root to an object, shortest first; fewer when there are no more. Paths are simple (no
 * object twice), begin at a root and contain no other (for which roots, see GuidedSearch), and differ in their objects:
 * between two objects only the first edge is taken. The first is the one that `distances` tell of, where nothing is excluded.
 *
 * Yen's algorithm (1971) from the target backwards, as Lawler (1972) put it so that no path is found twice. The least
 * length of what leaves a known path somewhere is cheap to tell, so it is sought only when nothing shorter is left.
 * At worst one search for each object of each path found; usually about `count` searches.
 */
export function kShortestPaths(search: GuidedSearch, target: number, count: number, task: Task): Path[] {
  const found: Path[] = [];
  const step = () => task.step(found.length, count);
  // A search that looks at little never comes to its own first step, and there may be millions of them.
  step();
  const distance = search.space.distances.at(target);
  if (distance === NONE) return found;
  const candidates = new BucketQueue<Candidate>();
  candidates.add(distance, {
    leaves: { objects: Uint32Array.of(target), edges: new Uint32Array(0) },
    at: 0,
    taken: none,
    way: undefined,
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
    found.push(turned(path));
    queueDepartures(candidates, search, path, candidate);
  }
  return found;
}

/** What leaves a known path at one of its objects, neither by the next object of the path nor by the referrers `taken`. */
interface Candidate {
  readonly leaves: BackwardPath;
  /** Position of that object in `leaves`. */
  readonly at: number;
  readonly taken: ReadonlySet<number>;
  /** From that object to a root; undefined: not sought yet. */
  readonly way: BackwardPath | undefined;
}

const none: ReadonlySet<number> = new Set();

function seek(search: GuidedSearch, { leaves: { objects }, at, taken }: Candidate): BackwardPath | undefined {
  for (let i = 0; i < at; i++) search.banned.add(objects[i]!);
  const way = search.find(objects[at]!, { next: objects[at + 1], taken });
  for (let i = 0; i < at; i++) search.banned.delete(objects[i]!);
  return way;
}

function joined({ leaves, at }: Candidate, way: BackwardPath): BackwardPath {
  if (at === 0) return way;
  return { objects: follows(leaves.objects, at, way.objects), edges: follows(leaves.edges, at, way.edges) };
}

function follows(first: Uint32Array, count: number, second: Uint32Array): Uint32Array {
  const all = new Uint32Array(count + second.length);
  all.set(first.subarray(0, count));
  all.set(second, count);
  return all;
}

/** Whatever leaves the new path: what left the old one where the two part is known already to go by `taken`. */
function queueDepartures(
  candidates: BucketQueue<Candidate>,
  search: GuidedSearch,
  path: BackwardPath,
  { leaves, at: parting, taken: takenBefore }: Candidate,
): void {
  const { objects, edges } = path;
  const last = objects.length - 1;
  const takenThen = new Set(takenBefore);
  if (parting + 1 < leaves.objects.length) takenThen.add(leaves.objects[parting + 1]!);
  for (let at = 0; at < last; at++) {
    const object = objects[at]!;
    search.banned.add(object);
    if (at < parting) continue;
    const taken = at === parting ? takenThen : none;
    // Anything shorter would have been found in this path's place.
    const bound = Math.max(edges.length, at + search.lowerBound(object, { next: objects[at + 1], taken }));
    if (bound < Number.POSITIVE_INFINITY) candidates.add(bound, { leaves: path, at, taken, way: undefined });
  }
  for (let at = 0; at < last; at++) search.banned.delete(objects[at]!);
}
