import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { UnitFlow } from './minimum-cut-flow.ts';
import type { PagedEdgeReferrers } from './paged-graph.ts';

/**
 * Looks for one more way from the roots to some objects beside a flow that is there: backwards from the objects, along
 * edges that can carry more, and against edges whose unit may go another way. Breadth first, so the way is a shortest one.
 *
 * Memory: 13 bytes an object met, and a bit an object twice, kept from search to search.
 */
export class ResidualSearch {
  /** What the last search met: after one that found no way, the objects' side of a smallest cut. */
  readonly met: Bitset;
  readonly targets: Bitset;
  readonly #referrers: PagedEdgeReferrers;
  readonly #roots: Bitset;
  readonly #all: Uint32Array;
  /** Those targets that something else refers to: the others are reached by way of these. */
  #outermost: Uint32Array | undefined;
  // By order of meeting: the object, the position of the one it was met from, the edge between, and whether that is to lose its unit.
  readonly #objects: Uint32Array;
  readonly #from: Uint32Array;
  readonly #edges: Uint32Array;
  readonly #takesBack: Uint8Array;

  /** No target may be a root. O(targets). */
  constructor(referrers: PagedEdgeReferrers, roots: Bitset, targets: Uint32Array, task: Task) {
    this.#referrers = referrers;
    this.#roots = roots;
    this.targets = new Bitset(roots.size);
    for (let i = 0; i < targets.length; i++) {
      if ((i & (STEP - 1)) === 0) task.step(0, targets.length);
      this.targets.add(targets[i]!);
    }
    this.#all = targets;
    this.met = new Bitset(roots.size);
    this.#objects = new Uint32Array(roots.size);
    this.#from = new Uint32Array(roots.size);
    this.#edges = new Uint32Array(roots.size);
    this.#takesBack = new Uint8Array(roots.size);
  }

  /**
   * Sends one more unit from a root to one of the targets, and gives that root; undefined: there is no way. `only`: along
   * these edges alone. O(objects + edges) at most.
   */
  augment(flow: UnitFlow, task: Task, only?: Bitset): number | undefined {
    const position = this.#search(flow, task, only);
    if (position === undefined) return undefined;
    for (let at = position; this.#from[at] !== NONE; at = this.#from[at]!) {
      const edge = this.#edges[at]!;
      if (this.#takesBack[at] === 1) flow.remove(this.#objects[this.#from[at]!]!, edge);
      else flow.add(this.#objects[at]!, edge);
    }
    return this.#objects[position]!;
  }

  /** The position of the root that was met. */
  #search(flow: UnitFlow, task: Task, only: Bitset | undefined): number | undefined {
    const { first, sources, edges, weak } = this.#referrers;
    const { full } = flow;
    const { met } = this;
    met.words.set(this.targets.words);
    let count = 0;
    const meet = (object: number, from: number, edge: number, takesBack: number): boolean => {
      if (met.has(object)) return false;
      met.add(object);
      this.#objects[count] = object;
      this.#from[count] = from;
      this.#edges[count] = edge;
      this.#takesBack[count++] = takesBack;
      return this.#roots.has(object);
    };
    this.#outermost ??= outermost(this.#referrers, this.#all, this.targets, task);
    for (const target of this.#outermost) {
      this.#objects[count] = target;
      this.#from[count++] = NONE;
    }
    let examined = 0;
    for (let at = 0; at < count; at++) {
      const object = this.#objects[at]!;
      for (let row = first.at(object), end = first.at(object + 1); row < end; row++) {
        if ((++examined & (STEP - 1)) === 0) task.step(examined, sources.length);
        const source = sources.at(row);
        // This first: it is what most rows end with, and by which edge need not be looked up for it.
        if (met.has(source) || weak.has(row)) continue;
        const edge = edges.at(row);
        if (full.has(edge) || (only !== undefined && !only.has(edge))) continue;
        if (meet(source, at, edge, 0)) return count - 1;
      }
      // No root has a unit coming in, so none is met here.
      if (flow.leaves(object)) {
        flow.eachOut(object, (edge, target) => void meet(target, at, edge, 1));
      }
    }
    return undefined;
  }
}

function outermost(
  { first, sources, weak }: PagedEdgeReferrers,
  targets: Uint32Array,
  isTarget: Bitset,
  task: Task,
): Uint32Array {
  let examined = 0;
  return targets.filter((target) => {
    for (let row = first.at(target), end = first.at(target + 1); row < end; row++) {
      if ((++examined & (STEP - 1)) === 0) task.step(examined, sources.length);
      if (!weak.has(row) && !isTarget.has(sources.at(row))) return true;
    }
    return false;
  });
}
