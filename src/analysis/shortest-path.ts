import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { EdgeReferrers } from './referrers.ts';

/** A way through the heap, the holder first. `edges[i]` leads from `objects[i]` to `objects[i + 1]`; one shorter than objects. */
export interface Path {
  readonly objects: Uint32Array;
  readonly edges: Uint32Array;
}

/** The same, told from its other end. A copy. */
export function turned({ objects, edges }: Path): Path {
  return { objects: objects.slice().reverse(), edges: edges.slice().reverse() };
}

export interface PathSearch {
  /** Where paths end. Found even when excluded. */
  readonly targets: Uint32Array;
  /** Asked once for each object that the search meets. */
  goal(objectIndex: number): boolean;
  /** Objects that no path may contain. */
  readonly exclude?: Bitset | undefined;
  /** Whether weak edges count. */
  readonly weak?: boolean;
}

/**
 * The shortest path from an object that satisfies the goal to one of the targets; undefined when there is none. A
 * target that satisfies the goal itself is a path of one object.
 *
 * Breadth-first search backwards over the referrers, which ends at the first goal it meets: its cost is the rows
 * examined, usually few, at most O(objects + edges), with 12 bytes an object met. Among shortest paths it takes the goal met
 * first, where each level is searched in the order in which it was met, and referrers by object index; and between two
 * objects the first edge.
 */
export function shortestPath(referrers: EdgeReferrers, search: PathSearch, task: Task): Path | undefined {
  const { first, sources, weak } = referrers;
  const objectCount = first.length - 1;
  const met = new Bitset(objectCount);
  // Three columns by order of meeting; pages that are never written to cost nothing.
  const queue = new Uint32Array(objectCount);
  const next = new Uint32Array(objectCount);
  const rows = new Uint32Array(objectCount);
  let count = 0;
  for (const target of search.targets) {
    if (met.has(target)) continue;
    met.add(target);
    queue[count] = target;
    next[count++] = NONE;
    if (search.goal(target)) return { objects: Uint32Array.of(target), edges: new Uint32Array() };
  }
  let examined = 0;
  for (let at = 0; at < count; at++) {
    const object = queue[at]!;
    for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
      if ((++examined & (STEP - 1)) === 0) task.step(examined, sources.length);
      const source = sources[row]!;
      if (met.has(source) || (weak.has(row) && search.weak !== true)) continue;
      met.add(source);
      if (search.exclude?.has(source)) continue;
      queue[count] = source;
      next[count] = at;
      rows[count] = row;
      if (search.goal(source)) return pathFrom(count, { queue, next, rows }, referrers);
      count++;
    }
  }
  return undefined;
}

function pathFrom(
  position: number,
  met: { queue: Uint32Array; next: Uint32Array; rows: Uint32Array },
  referrers: EdgeReferrers,
): Path {
  const objects: number[] = [];
  const edges: number[] = [];
  for (let at = position; at !== NONE; at = met.next[at]!) {
    objects.push(met.queue[at]!);
    if (met.next[at] !== NONE) edges.push(referrers.edges[met.rows[at]!]!);
  }
  return { objects: Uint32Array.from(objects), edges: Uint32Array.from(edges) };
}
