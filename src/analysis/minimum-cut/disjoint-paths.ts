import { Bitset } from '../../base/bitset.ts';
import { append, GrowableArray } from '../../base/growable-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { NONE, WEAK } from '../../model/kinds.ts';
import type { PagedEdges } from '../paged-graph.ts';
import type { EdgeTest } from './unit-flow.ts';

/** As `Graph`. */
export interface ForwardGraph extends PagedEdges {
  readonly absent: Uint32Array | undefined;
}

export interface PathsQuestion {
  readonly roots: Uint32Array;
  readonly targets: Bitset;
  /** Edges that paths may share. */
  readonly isShared: EdgeTest | undefined;
  /** How many paths. */
  readonly count: number;
}

/** Of all edges, how many are looked at for one path before it is left to who looks at all. */
const MOST = 1 / 128;
/** Fewer take no time worth sparing. */
const LEAST = 1 << 16;

/**
 * Whether there are so many paths from roots to targets, of which no two share an edge that may not be shared. False:
 * that is not known. Each is a shortest one beside those before it. That is not always the best choice, but to many objects there are
 * many paths, some of them short. O(edges around the roots) for each path.
 *
 * Memory: 12 bytes an object met, a bit an object and a bit an edge.
 */
export function areDisjointPaths(graph: ForwardGraph, asked: PathsQuestion, task: Task): boolean {
  const search = new ForwardSearch(graph, asked, task);
  for (let found = 0; found < asked.count; found++) if (!search.takePath()) return false;
  return true;
}

class ForwardSearch {
  readonly #graph: ForwardGraph;
  readonly #asked: PathsQuestion;
  readonly #task: Task;
  readonly #most: number;
  readonly #taken: Bitset;
  readonly #met: Bitset;
  // By order of meeting: the object, the position of the one it was met from, and the edge between.
  readonly #objects = new GrowableArray(Uint32Array);
  readonly #from = new GrowableArray(Uint32Array);
  readonly #edges = new GrowableArray(Uint32Array);
  /** For this path. */
  #looks = 0;

  constructor(graph: ForwardGraph, asked: PathsQuestion, task: Task) {
    const edgeCount = graph.targets.length;
    this.#graph = graph;
    this.#asked = asked;
    this.#task = task;
    this.#most = Math.max(edgeCount * MOST, LEAST);
    this.#taken = new Bitset(edgeCount);
    // What is absent nobody can go along.
    if (graph.absent !== undefined) this.#taken.words.set(graph.absent);
    this.#met = new Bitset(graph.objectCount);
  }

  /** One more, whose edges no other gets. False: none was found. */
  takePath(): boolean {
    this.#begin();
    for (let at = 0; at < this.#objects.length && this.#looks < this.#most; at++) {
      const end = this.#lookBeyond(at);
      if (end === undefined) continue;
      for (let on = end; this.#from.array[on] !== NONE; on = this.#from.array[on]!) {
        const edge = this.#edges.array[on]!;
        if (this.#asked.isShared?.(edge) !== true) this.#taken.add(edge);
      }
      return true;
    }
    return false;
  }

  #begin(): void {
    this.#looks = 0;
    this.#met.clear();
    for (const column of [this.#objects, this.#from, this.#edges]) column.length = 0;
    for (const root of this.#asked.roots) this.#meet(root, NONE, NONE);
  }

  /** The position of a target that an object leads to. */
  #lookBeyond(at: number): number | undefined {
    const { first, targets, kinds } = this.#graph;
    const object = this.#objects.array[at]!;
    for (let edge = first.at(object), end = first.at(object + 1); edge < end; edge++) {
      if ((++this.#looks & (STEP - 1)) === 0) this.#task.step(this.#looks, this.#most);
      const target = targets.at(edge);
      if (this.#met.has(target) || this.#taken.has(edge) || kinds.at(edge) & WEAK) continue;
      const position = this.#meet(target, at, edge);
      if (this.#asked.targets.has(target)) return position;
    }
    return undefined;
  }

  #meet(object: number, from: number, edge: number): number {
    this.#met.add(object);
    append(this.#from, from);
    append(this.#edges, edge);
    return append(this.#objects, object);
  }
}
