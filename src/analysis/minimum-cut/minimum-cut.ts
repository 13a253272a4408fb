import { addWords, type Bitset } from '../../base/bitset.ts';
import type { Task } from '../../base/task.ts';
import type { Path } from '../shortest-path.ts';
import { areDisjointPaths, type ForwardGraph } from './disjoint-paths.ts';
import { leadsAlong } from './leads-along.ts';
import { type CutEnds, type CutGraphs, ResidualSearch, type ResidualSearchSizes } from './residual-search.ts';
import { type EdgeTest, UnitFlow } from './unit-flow.ts';

export interface CutQuestion extends CutEnds {
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

/**
 * A smallest set of retaining edges without which no root reaches the targets; of all smallest ones the nearest to the
 * targets, which cuts off the least besides. Maximum flow from the roots to the targets in units of one an edge
 * (Ford and Fulkerson 1956: its size is that of the cut; Menger 1927 for the paths).
 *
 * Costs a search backwards from the targets that goes on from unit to unit, O(objects + edges) for each at most and mostly for
 * all of them; there are max + 1 at most. That there are too many paths is tried first where that is likely: it takes a look
 * around the roots. Memory: 29 bytes an object, of which most are written only where the search comes by, and a bit an edge.
 */
export class MinimumCut {
  readonly #graphs: CutGraphs;
  readonly #question: CutQuestion;
  readonly #flow: UnitFlow;
  readonly #search: ResidualSearch;
  /** Where the units of the flow come from. */
  readonly #starts: number[] = [];

  /** `sizes`: for tests. */
  constructor(graphs: CutGraphs, question: CutQuestion, task: Task, sizes?: ResidualSearchSizes) {
    this.#graphs = { ...graphs, forward: withoutClosed(graphs) };
    this.#question = question;
    this.#flow = new UnitFlow(graphs.forward, graphs.closed);
    this.#search = new ResidualSearch(this.#graphs, this.#flow, question, task, sizes);
  }

  /**
   * `isKept`: of edges, whether they may not be cut. Who asks again keeps more of them: what flows so far still can, and it is
   * gone on from there.
   */
  find(isKept: EdgeTest | undefined, task: Task): CutAnswer {
    const starts = this.#starts;
    if (isKept !== undefined) this.#flow.unlimit(isKept);
    if (this.#areManyPaths(isKept, task))
      return { kind: this.#keepsAlive(isKept, task) ? 'not to be cut' : 'too many' };
    for (let isFirst = true; ; isFirst = false) {
      const start = this.#search.augment(task);
      if (start === undefined) break;
      // Along edges that are kept any number of units could go.
      if (isFirst && this.#keepsAlive(isKept, task)) return { kind: 'not to be cut' };
      if (starts.push(start) > this.#question.max) return { kind: 'too many' };
    }
    const taker = this.#flow.taker();
    const visited = new Uint32Array(this.#graphs.forward.objectCount);
    const paths = starts.map((start) => this.#takePath(start, taker, visited));
    const edges = paths.map((path) => crossing(path, this.#search.met));
    return { kind: 'cut', edges: Uint32Array.from(edges), paths };
  }

  /** Whether that is quick to tell. */
  #areManyPaths(isShared: EdgeTest | undefined, task: Task): boolean {
    const { roots, max } = this.#question;
    if (this.#search.areFew) return false;
    const asked = { roots, targets: this.#search.targets, isShared, count: max + 1 };
    return areDisjointPaths(this.#graphs.forward, asked, task);
  }

  /** Whether such edges alone do. */
  #keepsAlive(isKept: EdgeTest | undefined, task: Task): boolean {
    if (isKept === undefined) return false;
    const { referrers, closed } = this.#graphs;
    const isAllowed: EdgeTest =
      closed === undefined ? isKept : (edge) => isKept(edge) && !closed.edges.has(edge);
    return leadsAlong(isAllowed, referrers, this.#question, task);
  }

  /** One unit's way, without the circles it may go. `visited` is all zero before and after. */
  #takePath(start: number, take: (source: number) => number | undefined, visited: Uint32Array): Path {
    const objects = [start];
    const edges: number[] = [];
    visited[start] = 1;
    for (let at = start; !this.#search.targets.has(at); at = objects.at(-1)!) {
      const edge = take(at);
      if (edge === undefined) throw new Error('a unit of flow is lost');
      const target = this.#graphs.forward.targets.at(edge);
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

/** Forwards what is closed is as good as absent. */
function withoutClosed({ forward, closed }: CutGraphs): ForwardGraph {
  if (closed === undefined) return forward;
  const absent = closed.edges.words.slice();
  addWords(absent, forward.absent);
  return { ...forward, absent };
}

/** The one edge of a path that leads to the targets' side. */
function crossing({ objects, edges }: Path, side: Bitset): number {
  for (let i = 0; i < edges.length; i++) {
    if (!side.has(objects[i]!) && side.has(objects[i + 1]!)) return edges[i]!;
  }
  throw new Error('a path does not cross the cut');
}
