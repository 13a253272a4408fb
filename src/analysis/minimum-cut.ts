import { Bitset } from '../base/bitset.ts';
import type { Task } from '../base/task.ts';
import { areDisjointPaths, type ForwardGraph } from './disjoint-paths.ts';
import { UnitFlow } from './minimum-cut-flow.ts';
import { ResidualSearch } from './minimum-cut-search.ts';
import type { PagedEdgeReferrers } from './paged-graph.ts';
import type { Path } from './shortest-path.ts';

export interface CutQuestion {
  readonly roots: Uint32Array;
  /** What no root shall reach. No root itself. */
  readonly targets: Uint32Array;
  /** Larger cuts are not looked for. */
  readonly max: number;
}

export type CutAnswer =
  | {
      readonly kind: 'cut';
      /** One on each of the paths, in their order; none: no root reaches the targets anyhow. */
      readonly edges: Uint32Array;
      /** From roots to targets, of which no two share an edge that may be cut: as many as edges, so fewer edges cannot do. */
      readonly paths: readonly Path[];
    }
  /** There are more such paths than `max`. */
  | { readonly kind: 'too many' }
  /** A way from a root to the targets has no edge that may be cut. */
  | { readonly kind: 'not to be cut' };

/** Of all objects. To fewer the way from the roots may be long, and from them it is short. */
const MANY = 1 / 1024;

/** The graph both ways. */
export interface CutGraphs {
  readonly forward: ForwardGraph;
  readonly referrers: PagedEdgeReferrers;
}

/**
 * A smallest set of retaining edges without which no root reaches the targets; of all smallest ones the nearest to the
 * targets, which cuts off the least besides. Maximum flow from the roots to the targets in units of one an edge
 * (Ford and Fulkerson 1956: its size is that of the cut; Menger 1927 for the paths), each unit on a shortest way that is
 * left (Edmonds and Karp 1972).
 *
 * Each unit costs a search backwards from the targets, O(objects + edges) at most and often far less; max + 1 of them at most.
 * That there are too many paths is tried first where that is likely: it takes a look around the roots.
 * Memory: 21 bytes an object, of which most are written only where a search comes by, and a bit an edge.
 */
export class MinimumCut {
  readonly #graph: ForwardGraph;
  readonly #question: CutQuestion;
  readonly #search: ResidualSearch;
  readonly #flow: UnitFlow;
  /** Where the units of the flow come from. */
  readonly #starts: number[] = [];

  constructor({ forward, referrers }: CutGraphs, question: CutQuestion, task: Task) {
    const { roots, targets } = question;
    this.#graph = forward;
    this.#question = question;
    const isRoot = new Bitset(forward.objectCount);
    for (const root of roots) isRoot.add(root);
    this.#search = new ResidualSearch(referrers, isRoot, targets, task);
    this.#flow = new UnitFlow(forward);
  }

  /**
   * `avoid`: edges that may not be cut. Who asks again has more of these: what flows so far still can, and it is gone on from
   * there.
   */
  find(avoid: Bitset | undefined, task: Task): CutAnswer {
    const search = this.#search;
    const flow = this.#flow;
    const starts = this.#starts;
    const { max } = this.#question;
    if (avoid !== undefined) {
      if (search.augment(new UnitFlow(this.#graph), task, avoid) !== undefined)
        return { kind: 'not to be cut' };
      flow.unlimit(avoid);
    }
    if (this.#areManyPaths(avoid, task)) return { kind: 'too many' };
    for (;;) {
      const start = search.augment(flow, task);
      if (start === undefined) break;
      starts.push(start);
      if (starts.length > max) return { kind: 'too many' };
    }
    const taker = flow.taker();
    const visited = new Uint32Array(this.#graph.objectCount);
    const paths = starts.map((start) => this.#takePath(start, taker, visited));
    const edges = paths.map((path) => crossing(path, search.met));
    return { kind: 'cut', edges: Uint32Array.from(edges), paths };
  }

  /** Whether that is quick to tell. */
  #areManyPaths(avoid: Bitset | undefined, task: Task): boolean {
    const { roots, targets, max } = this.#question;
    if (targets.length <= this.#graph.objectCount * MANY) return false;
    const asked = { roots, targets: this.#search.targets, shared: avoid, count: max + 1 };
    return areDisjointPaths(this.#graph, asked, task);
  }

  /** One unit's way, without the circles it may go. `visited` is all zero before and after. */
  #takePath(start: number, take: (source: number) => number | undefined, visited: Uint32Array): Path {
    const objects = [start];
    const edges: number[] = [];
    visited[start] = 1;
    for (let at = start; !this.#search.targets.has(at); at = objects.at(-1)!) {
      const edge = take(at);
      if (edge === undefined) throw new Error('a unit of flow is lost');
      const target = this.#graph.targets.at(edge);
      const length = visited[target]!;
      if (length === 0) {
        edges.push(edge);
        visited[target] = objects.push(target);
        continue;
      }
      for (const object of objects.splice(length)) visited[object] = 0;
      edges.length = length - 1;
    }
    for (const object of objects) visited[object] = 0;
    return { objects: Uint32Array.from(objects), edges: Uint32Array.from(edges) };
  }
}

/** The one edge of a path that leads to the targets' side. */
function crossing({ objects, edges }: Path, side: Bitset): number {
  for (let i = 0; i < edges.length; i++) {
    if (!side.has(objects[i]!) && side.has(objects[i + 1]!)) return edges[i]!;
  }
  throw new Error('a path does not cross the cut');
}
