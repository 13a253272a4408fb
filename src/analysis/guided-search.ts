import { Bitset } from '../base/bitset.ts';
import { BucketQueue } from '../base/bucket-queue.ts';
import { STEP } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { RootPathSpace } from './root-path-space.ts';

/** A path told backwards, from what it leads to: `edges[i]` leads from `objects[i + 1]` to `objects[i]`. */
export interface BackwardPath {
  readonly objects: Uint32Array;
  readonly edges: Uint32Array;
}

/** Referrers of where a search begins by which no path may come there. */
export interface Refused {
  readonly next: number | undefined;
  readonly taken: ReadonlySet<number>;
}

/** What a search has met and not gone on from; and all that it has met. */
interface Frontier {
  readonly open: BucketQueue<number>;
  readonly met: number[];
}

export interface GuidedSearchSizes {
  /** An object has many referrers that has more. */
  readonly many: number;
  /** Of many, those that are kept in mind: paths rarely leave by others. */
  readonly nearest: number;
}

const usualSizes: GuidedSearchSizes = { many: 256, nearest: 32 };

const nothing: Refused = { next: undefined, taken: new Set() };

/**
 * Searches backwards from an object for the nearest root, again and again while objects are banned. The distances from the
 * roots, which no ban can shorten, tell it where to go (A*: Hart, Nilsson and Raphael, 1968), so that it touches little
 * beside the path unless bans force a detour; at worst O(objects + edges) a search. 8 bytes and a bit an object met.
 *
 * Where nothing stands in the way that the distances tell of, no other one can be shorter: then it is not even looked who
 * else refers to an object, of which there may be millions (as Kurz and Mutzel, 2016, do with a tree of shortest paths).
 *
 * Roots are the objects at distance 0, and a path ends at the first it meets. A target that named roots reach has paths
 * from named roots only; one that only hidden roots reach, from hidden ones.
 */
export class GuidedSearch {
  /** Objects that the next path may not contain. */
  readonly banned: Bitset;
  readonly space: RootPathSpace;
  readonly #tick: () => void;
  readonly #sizes: GuidedSearchSizes;
  #examined = 0;
  /** By object, of those met: steps to where the search began, plus one; and the row that leads there. */
  readonly #steps: Uint32Array;
  readonly #rows: Uint32Array;
  /** On the known way from them something is banned, as far as was looked. */
  readonly #blocked: Bitset;
  /** By object, of those that have many referrers: the rows of the nearest to the roots, these first; fewer than are kept where roots reach no more. */
  readonly #nearest = new Map<number, readonly number[]>();

  /** `tick` is called every STEP rows. `sizes`: for tests. */
  constructor(space: RootPathSpace, tick: () => void, sizes = usualSizes) {
    const { objectCount } = space;
    this.banned = new Bitset(objectCount);
    this.space = space;
    this.#tick = tick;
    this.#sizes = sizes;
    this.#steps = new Uint32Array(objectCount);
    this.#rows = new Uint32Array(objectCount);
    this.#blocked = new Bitset(objectCount);
  }

  /** How many rows and steps were looked at so far: what it has cost. */
  get examined(): number {
    return this.#examined;
  }

  /** No path to `from` that avoids what is banned and refused can be shorter. Infinity: there is none. */
  lowerBound(from: number, refused: Refused): number {
    const { referrers, distances } = this.space;
    const { begin, end } = this.#rowsOf(from);
    if (end - begin > this.#sizes.many) {
      const near = this.#nearestTo(from).find((row) => this.#mayLeave(from, row, refused));
      if (near !== undefined) return distances.at(referrers.sources.at(near)) + 1;
    }
    // Who refers to it is no nearer to the roots than one step.
    const least = distances.at(from);
    let bound = Number.POSITIVE_INFINITY;
    for (let row = begin; row < end && bound > least; row++) {
      this.#count();
      const length = distances.at(referrers.sources.at(row)) + 1;
      if (length < bound && this.#mayLeave(from, row, refused)) bound = length;
    }
    return bound;
  }

  #rowsOf(object: number): { readonly begin: number; readonly end: number } {
    const { first } = this.space.referrers;
    return { begin: first.at(object), end: first.at(object + 1) };
  }

  /** Found once: many paths come by the same few objects that have many referrers. */
  #nearestTo(from: number): readonly number[] {
    const known = this.#nearest.get(from);
    if (known !== undefined) return known;
    const { referrers, distances } = this.space;
    const { begin, end } = this.#rowsOf(from);
    const most = this.#sizes.nearest;
    const nearest: number[] = [];
    const lengths: number[] = [];
    for (let row = begin; row < end; row++) {
      this.#count();
      const length = distances.at(referrers.sources.at(row));
      const isFull = nearest.length === most;
      if (length === NONE || (isFull && length >= lengths[most - 1]!)) continue;
      let at = isFull ? most - 1 : nearest.length;
      for (; at > 0 && lengths[at - 1]! > length; at--) {
        nearest[at] = nearest[at - 1]!;
        lengths[at] = lengths[at - 1]!;
      }
      nearest[at] = row;
      lengths[at] = length;
    }
    this.#nearest.set(from, nearest);
    return nearest;
  }

  /** A shortest such path from a root. */
  find(from: number, refused: Refused = nothing): BackwardPath | undefined {
    const { objectCount, distances } = this.space;
    const open = new BucketQueue<number>();
    const met = [from];
    const closed: number[] = [];
    const blocked: number[] = [];
    this.#steps[from] = 1;
    open.add(distances.at(from), from);
    let path: BackwardPath | undefined;
    for (let next = open.take(); next !== undefined; next = open.take()) {
      // What refers to it and was put off.
      const isRest = next >= objectCount;
      const object = isRest ? next - objectCount : next;
      if (!isRest) {
        if (this.banned.has(object)) continue;
        if (this.#isFree(object, from, refused, blocked)) {
          path = this.#wayOver(object, from);
          break;
        }
        this.banned.add(object);
        closed.push(object);
      }
      this.#meetReferrers(object, object === from ? refused : nothing, isRest, { open, met });
    }
    for (const object of closed) this.banned.delete(object);
    for (const object of met) this.#steps[object] = 0;
    for (const object of blocked) this.#blocked.delete(object);
    return path;
  }

  /** Of many, the nearest first: the others when nothing nearer is left. */
  #meetReferrers(object: number, refused: Refused, isRest: boolean, { open, met }: Frontier): void {
    const { objectCount, referrers, distances } = this.space;
    const steps = this.#steps[object]! + 1;
    const meet = (row: number): void => {
      this.#count();
      const source = referrers.sources.at(row);
      const known = this.#steps[source]!;
      if ((known !== 0 && known <= steps) || !this.#mayLeave(object, row, refused)) return;
      if (known === 0) met.push(source);
      this.#steps[source] = steps;
      this.#rows[source] = row;
      open.add(steps + distances.at(source), source);
    };
    const { begin, end } = this.#rowsOf(object);
    if (isRest || end - begin <= this.#sizes.many) {
      for (let row = begin; row < end; row++) meet(row);
      return;
    }
    const nearest = this.#nearestTo(object);
    if (nearest.length === this.#sizes.nearest) {
      const furthest = referrers.sources.at(nearest.at(-1)!);
      open.add(steps + distances.at(furthest), objectCount + object);
    }
    for (const row of nearest) meet(row);
  }

  #count(): void {
    if ((++this.#examined & (STEP - 1)) === 0) this.#tick();
  }

  /** Whether a path that leads to `target` may come there by this row. */
  #mayLeave(target: number, row: number, { next, taken }: Refused): boolean {
    const { referrers, distances, hidden, exclude, weak, without } = this.space;
    const source = referrers.sources.at(row);
    if (source === next || taken.has(source) || this.banned.has(source) || exclude?.has(source)) return false;
    if (distances.at(source) === NONE || hidden.has(source) !== hidden.has(target)) return false;
    if (weak !== true && referrers.weak.has(row)) return false;
    return without === undefined || !without.has(referrers.edges.at(row));
  }

  /** Whether the way that the distances tell of is one. `blocked`: whatever is found not to be free is added. O(its length). */
  #isFree(object: number, from: number, { next, taken }: Refused, blocked: number[]): boolean {
    const { distances, parents, parentEdges, exclude, without } = this.space;
    const begin = blocked.length;
    let at = object;
    for (let length = distances.at(object); length > 0; length--) {
      this.#count();
      const parent = parents.at(at);
      if (this.#blocked.has(at) || this.banned.has(parent) || exclude?.has(parent)) break;
      if (without?.has(parentEdges.at(at)) || (at === from && (parent === next || taken.has(parent)))) break;
      blocked.push(at);
      at = parent;
    }
    if (distances.at(at) === 0) {
      blocked.length = begin;
      return true;
    }
    blocked.push(at);
    for (let i = begin; i < blocked.length; i++) this.#blocked.add(blocked[i]!);
    return false;
  }

  /** From `object` on as the distances tell, up to it as it was found. */
  #wayOver(object: number, from: number): BackwardPath {
    const { targets, referrers, distances, parents, parentEdges } = this.space;
    const near = this.#steps[object]! - 1;
    const objects = new Uint32Array(near + distances.at(object) + 1);
    const edges = new Uint32Array(near + distances.at(object));
    objects[near] = object;
    for (let i = near, at = object; at !== from; i--) {
      const edge = referrers.edges.at(this.#rows[at]!);
      edges[i - 1] = edge;
      at = targets.at(edge);
      objects[i - 1] = at;
    }
    for (let i = near; i < edges.length; i++) {
      edges[i] = parentEdges.at(objects[i]!);
      objects[i + 1] = parents.at(objects[i]!);
    }
    return { objects, edges };
  }
}
