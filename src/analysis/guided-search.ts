import { Bitset } from '../base/bitset.ts';
import { BucketQueue } from '../base/bucket-queue.ts';
import { STEP } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { Distances } from './distances.ts';
import type { Graph } from './graph.ts';
import type { EdgeReferrers } from './referrers.ts';

/** What paths are sought in. `distances` are measured over the same edges: with the weak ones when `weak` is true. */
export interface RootPathSpace {
  readonly graph: Pick<Graph, 'objectCount' | 'targets'>;
  readonly referrers: EdgeReferrers;
  readonly distances: Distances;
  /** Objects that no path may contain. */
  readonly exclude?: Bitset | undefined;
  /** Edges that no path may go by, though distances were measured over them as well. */
  readonly without?: Bitset | undefined;
  /** Whether weak edges count. */
  readonly weak?: boolean;
}

/** A path told backwards, from what it leads to: `edges[i]` leads from `objects[i + 1]` to `objects[i]`. */
export interface BackwardPath {
  readonly objects: readonly number[];
  readonly edges: readonly number[];
}

/**
 * Searches backwards from an object for the nearest root, again and again while objects are banned. The distances from the
 * roots, which no ban can shorten, tell it where to go (A*: Hart, Nilsson and Raphael, 1968), so that it touches little
 * beside the path unless bans force a detour; at worst O(objects + edges) a search. 8 bytes an object met.
 *
 * Roots are the objects at distance 0, and a path ends at the first it meets. A target that named roots reach has paths
 * from named roots only; one that only hidden roots reach, from hidden ones.
 */
export class GuidedSearch {
  /** Objects that the next path may not contain. */
  readonly banned: Bitset;
  readonly #space: RootPathSpace;
  readonly #hidden: boolean;
  readonly #tick: () => void;
  #examined = 0;
  /** By object, of those met: steps to where the search began, plus one; and the row that leads there. */
  readonly #steps: Uint32Array;
  readonly #rows: Uint32Array;

  /** `tick` is called every STEP rows. */
  constructor(space: RootPathSpace, target: number, tick: () => void) {
    const { objectCount } = space.graph;
    this.banned = new Bitset(objectCount);
    this.#space = space;
    this.#hidden = space.distances.hidden.has(target);
    this.#tick = tick;
    this.#steps = new Uint32Array(objectCount);
    this.#rows = new Uint32Array(objectCount);
  }

  /** No path to `from` that avoids what is banned and does not come by one of `taken` can be shorter. Infinity: there is none. */
  lowerBound(from: number, taken: ReadonlySet<number>): number {
    const { distances } = this.#space.distances;
    let bound = Number.POSITIVE_INFINITY;
    this.#eachReferrer(from, (source) => {
      if (distances[source]! + 1 < bound && !taken.has(source)) bound = distances[source]! + 1;
    });
    return bound;
  }

  /** A shortest such path from a root. */
  find(from: number, taken: ReadonlySet<number>): BackwardPath | undefined {
    const space = this.#space;
    const met: number[] = [from];
    const closed = this.banned;
    const closedHere: number[] = [];
    const open = new BucketQueue<number>();
    this.#steps[from] = 1;
    open.add(space.distances.distances[from]!, from);
    let path: BackwardPath | undefined;
    for (let object = open.take(); object !== undefined; object = open.take()) {
      if (closed.has(object)) continue;
      if (this.isRoot(object)) {
        path = this.#wayFrom(object, from);
        break;
      }
      closed.add(object);
      closedHere.push(object);
      const steps = this.#steps[object]! + 1;
      this.#eachReferrer(object, (source, row) => {
        const known = this.#steps[source]!;
        if ((known !== 0 && known <= steps) || (object === from && taken.has(source))) return;
        if (known === 0) met.push(source);
        this.#steps[source] = steps;
        this.#rows[source] = row;
        open.add(steps + space.distances.distances[source]!, source);
      });
    }
    for (const object of closedHere) closed.delete(object);
    for (const object of met) this.#steps[object] = 0;
    return path;
  }

  isRoot(object: number): boolean {
    const { distances, hidden } = this.#space.distances;
    return distances[object] === 0 && hidden.has(object) === this.#hidden;
  }

  /** Calls with every referrer that a path may come by, and the row that says so. */
  #eachReferrer(object: number, visit: (source: number, row: number) => void): void {
    const { first, sources, weak, edges } = this.#space.referrers;
    for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
      if ((++this.#examined & (STEP - 1)) === 0) this.#tick();
      const source = sources[row]!;
      if (!this.#mayContain(source) || (this.#space.weak !== true && weak.has(row))) continue;
      if (this.#space.without?.has(edges[row]!) !== true) visit(source, row);
    }
  }

  #mayContain(object: number): boolean {
    const { distances, hidden } = this.#space.distances;
    if (distances[object] === NONE || hidden.has(object) !== this.#hidden) return false;
    return !this.banned.has(object) && !this.#space.exclude?.has(object);
  }

  #wayFrom(root: number, to: number): BackwardPath {
    const { graph, referrers } = this.#space;
    const objects = [root];
    const edges: number[] = [];
    for (let object = root; object !== to; objects.push(object)) {
      const edge = referrers.edges[this.#rows[object]!]!;
      edges.push(edge);
      object = graph.targets[edge]!;
    }
    return { objects: objects.reverse(), edges: edges.reverse() };
  }
}
