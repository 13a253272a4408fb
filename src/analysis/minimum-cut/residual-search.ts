import { setOf } from '../../base/ascending.ts';
import { Bitset } from '../../base/bitset.ts';
import { append, GrowableArray } from '../../base/growable-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { NONE, WEAK } from '../../model/kinds.ts';
import { firstHoldersAmong } from '../holders.ts';
import type { PagedEdgeReferrers } from '../paged-graph.ts';
import type { ForwardGraph } from './disjoint-paths.ts';
import { nearRoots } from './near-roots.ts';
import { Link, type LinkKind, SearchTree } from './search-tree.ts';
import type { ClosedEdges, UnitFlow } from './unit-flow.ts';

/** The graph both ways. */
export interface CutGraphs {
  readonly forward: ForwardGraph;
  /** Edges that are there, and that no way may take. */
  readonly closed?: ClosedEdges | undefined;
  readonly referrers: PagedEdgeReferrers;
}

/** Where a search begins and may end. No target is a root. */
export interface CutEnds {
  readonly roots: Uint32Array;
  readonly targets: Uint32Array;
}

export interface ResidualSearchSizes {
  /** Part of all objects: so many targets that anything else refers to are few. */
  readonly fewTargets: number;
  /** Then that many edges, of all, are looked at around the roots, to know them when they are met. */
  readonly near: number;
  /** Of what is met: where more is lost at once, searching anew is quicker than meeting it again. */
  readonly mostLost: number;
  /** So few that are lost are gone through as often as may be. */
  readonly fewLost: number;
}

const usualSizes: ResidualSearchSizes = {
  fewTargets: 1 / 1024,
  near: 1 / 256,
  mostLost: 1 / 4,
  fewLost: 1024,
};

/**
 * Looks for ways from the roots to some objects beside a flow that is there: backwards from the objects, along edges that
 * can carry more, and against edges whose unit may go another way. What one search has met stays met for the next, but for
 * what was met by the way that a unit has taken: that is met again by another one, where there is any (after Boykov and
 * Kolmogorov 2004). So all searches together look at little more than one does. Breadth first, but what is near the roots
 * comes before all else where targets are few.
 *
 * Memory: 21 bytes an object, most of them written where it is met, and four bits.
 */
export class ResidualSearch {
  readonly targets: Bitset;
  /** Whether the targets that anything else refers to are few: then the way from the roots may be long, and from many it is short. */
  readonly areFew: boolean;
  readonly #graphs: CutGraphs;
  readonly #flow: UnitFlow;
  readonly #sizes: ResidualSearchSizes;
  readonly #roots: Bitset;
  readonly #tree: SearchTree;
  /** Those targets that something else refers to: the others are reached by way of these. */
  readonly #seeds: Uint32Array;
  /** The position that is to be gone on from next. */
  #at = 0;
  readonly #near: Bitset | undefined;
  /** Positions of those that are met, to be gone on from before others, and how many of them were. */
  readonly #nearMet = new GrowableArray(Uint32Array);
  #atNear = 0;
  /** Positions of roots that were met. */
  readonly #rootsMet: number[] = [];
  /** Objects whose referrers were looked at: all of these that lead there are met, or were and are lost. */
  readonly #lookedBeyond: Bitset;
  /** Positions from which the last unit's way leads on no more. */
  #gone: readonly number[] = [];
  #examined = 0;

  /** `sizes`: for tests. O(targets and their referrers). */
  constructor(graphs: CutGraphs, flow: UnitFlow, ends: CutEnds, task: Task, sizes = usualSizes) {
    const { objectCount, targets } = graphs.forward;
    this.#graphs = graphs;
    this.#flow = flow;
    this.#sizes = sizes;
    this.#roots = setOf(ends.roots, objectCount, task);
    this.targets = setOf(ends.targets, objectCount, task);
    this.#tree = new SearchTree(this.targets);
    const holders = firstHoldersAmong(graphs.referrers, ends.targets, this.targets, task);
    this.#seeds = ends.targets.filter((_, i) => holders[i] !== NONE);
    this.areFew = this.#seeds.length <= objectCount * sizes.fewTargets;
    this.#lookedBeyond = new Bitset(objectCount);
    if (this.areFew) this.#near = nearRoots(graphs.forward, ends.roots, targets.length * sizes.near);
    this.#begin();
  }

  /** What has been met: after a search that found no way, the objects' side of a smallest cut. */
  get met(): Bitset {
    return this.#tree.met;
  }

  /**
   * Sends one more unit from a root to one of the targets, and gives that root; undefined: there is no way.
   * O(objects + edges) at most.
   */
  augment(task: Task): number | undefined {
    this.#adapt(task);
    for (;;) {
      const end = this.#rootMet();
      if (end !== undefined) return this.#send(end);
      const at = this.#next();
      if (at === undefined) return undefined;
      this.#lookBeyond(at, task);
    }
  }

  #begin(): void {
    this.#tree.clear();
    this.#lookedBeyond.clear();
    this.#rootsMet.length = 0;
    this.#nearMet.length = 0;
    this.#atNear = 0;
    this.#at = 0;
    for (const target of this.#seeds) this.#meet(target, NONE, 0, Link.row);
  }

  #meet(object: number, from: number, link: number, kind: LinkKind): void {
    const position = this.#tree.meet(object, from, link, kind);
    if (this.#roots.has(object)) this.#rootsMet.push(position);
    else if (this.#near?.has(object) === true) append(this.#nearMet, position);
  }

  /** The position of one that is not lost. */
  #rootMet(): number | undefined {
    const met = this.#rootsMet;
    while (met.length > 0 && this.#tree.objectAt(met[0]!) === NONE) met.shift();
    return met[0];
  }

  #next(): number | undefined {
    if (this.#atNear < this.#nearMet.length) return this.#nearMet.array[this.#atNear++]!;
    return this.#at < this.#tree.count ? this.#at++ : undefined;
  }

  #lookBeyond(at: number, task: Task): void {
    const tree = this.#tree;
    const object = tree.objectAt(at);
    if (object === NONE || this.#lookedBeyond.has(object)) return;
    this.#lookedBeyond.add(object);
    const { first, sources, edges, weak } = this.#graphs.referrers;
    const { met } = tree;
    const { full, entered } = this.#flow;
    // Of the others' referrers nobody need know which edge theirs is.
    const isEntered = entered.has(object);
    for (let row = first.at(object), end = first.at(object + 1); row < end; row++) {
      this.#count(task);
      const source = sources.at(row);
      if (met.has(source) || weak.has(row) || (isEntered && full.has(edges.at(row)))) continue;
      this.#meet(source, at, row, Link.row);
    }
    if (this.#flow.leaves(object)) this.#takeBack(object, at);
  }

  /** One look more. */
  #count(task: Task): void {
    if ((++this.#examined & (STEP - 1)) === 0) this.#tell(task);
  }

  #tell(task: Task): void {
    const most = this.#graphs.referrers.sources.length;
    task.step(Math.min(this.#examined, most), most);
  }

  /** Meets what units lead to from an object that could do with one of them. */
  #takeBack(object: number, at: number): void {
    this.#flow.eachOut(object, (edge, target) => {
      if (!this.met.has(target)) this.#meet(target, at, edge, Link.back);
    });
  }

  /** Sends a unit along the way from a root, and gives that root. */
  #send(end: number): number {
    const flow = this.#flow;
    const { edges } = this.#graphs.referrers;
    const gone: number[] = [];
    this.#tree.eachOnWay(end, (at, object, next, link, kind) => {
      const edge = kind === Link.row ? edges.at(link) : link;
      if (kind === Link.back) flow.remove(next, edge);
      else flow.add(object, edge);
      if (kind === Link.back || flow.full.has(edge)) gone.push(at);
    });
    this.#gone = gone;
    return this.#tree.objectAt(end);
  }

  /** Makes the tree what it is beside the flow: what leads on no more is lost, and met again where there is another way. */
  #adapt(task: Task): void {
    const count = this.#tree.count;
    const lost = this.#tree.lose(this.#gone, () => this.#tell(task));
    this.#gone = [];
    if (lost.length > count * this.#sizes.mostLost) {
      this.#begin();
      return;
    }
    for (const object of this.#meetAgain(lost, task)) this.#lookedBeyond.delete(object);
    this.#meetAlongFlow();
  }

  /**
   * Meets them by what they refer to; those come first that others were met by. Gives those whose referrers are to be looked
   * at, now or when they are met: of the others all that lead there are met. O(lost and their edges).
   */
  #meetAgain(lost: Uint32Array, task: Task): Uint32Array {
    for (let left = lost; ; ) {
      const still = left.filter((object) => {
        this.#count(task);
        return !this.#meetByOwn(object);
      });
      // None that is left refers to any that is met.
      if (still.length === left.length) return still;
      if (still.length > this.#sizes.fewLost && still.length > left.length / 2) return lost;
      left = still;
    }
  }

  /** Meets an object if it refers to one that is met. */
  #meetByOwn(object: number): boolean {
    const { first, targets, kinds, absent } = this.#graphs.forward;
    const { full } = this.#flow;
    for (let edge = first.at(object), end = first.at(object + 1); edge < end; edge++) {
      const target = targets.at(edge);
      if (!this.met.has(target) || full.has(edge) || kinds.at(edge) & WEAK) continue;
      if (absent !== undefined && (absent[edge >>> 5]! >>> (edge & 31)) & 1) continue;
      this.#meet(object, this.#tree.positionOf(target), edge, Link.edge);
      return true;
    }
    return false;
  }

  /** Meets what a new unit leads to, or an old one along an edge that has no limit any more. */
  #meetAlongFlow(): void {
    const { met } = this;
    const { full } = this.#flow;
    for (const object of this.#flow.sources) {
      if (met.has(object)) {
        this.#takeBack(object, this.#tree.positionOf(object));
        continue;
      }
      this.#flow.eachOut(object, (edge, target) => {
        if (!full.has(edge) && met.has(target) && !met.has(object))
          this.#meet(object, this.#tree.positionOf(target), edge, Link.edge);
      });
    }
  }
}
