import { sharedArray } from '../base/shared-array.ts';
import { STEP, type Task } from '../base/task.ts';
import { WEAK } from '../model/kinds.ts';
import type { Seeds } from './distances.ts';
import type { Graph } from './graph.ts';

/**
 * A depth-first search from above all roots, as columns. Number 0 is that place above the roots; what it reaches has the
 * numbers 1 … reachedCount in the order it was found, so that an object's number is greater than its parent's.
 */
export interface Numbering {
  readonly reachedCount: number;
  /** By object: its number; 0: unreachable. */
  readonly numbers: Uint32Array;
  /** By number: the object; nothing at 0. Length objectCount + 1, as the others by number. */
  readonly objects: Uint32Array;
  /** By number: that of the object from which it was first found; 0 for roots found from above. */
  readonly parents: Uint32Array;
  /** Room for objectCount + 1 numbers, free for whoever comes next; what is in it means nothing any more. */
  readonly scratch: Uint32Array;
}

/**
 * Follows the edges that retain (neither weak nor absent), O(objects + edges), 16 bytes an object in shared memory. The way back up is in
 * `parents`, so that a chain of millions needs no stack of its own: a place in its edges for each object is enough.
 */
export function depthFirstNumbering(graph: Graph, seeds: Seeds, task: Task): Numbering {
  const search = new DepthFirstSearch(graph, task);
  for (const seed of seeds.named) search.from(seed);
  for (const seed of seeds.hidden) search.from(seed);
  const { reachedCount, numbers, objects, parents, cursors } = search;
  return { reachedCount, numbers, objects, parents, scratch: cursors };
}

class DepthFirstSearch {
  reachedCount = 0;
  readonly numbers: Uint32Array;
  readonly objects: Uint32Array;
  readonly parents: Uint32Array;
  /** By number: the edge of the object that is next to be followed. */
  readonly cursors: Uint32Array;
  readonly #graph: Graph;
  readonly #task: Task;

  constructor(graph: Graph, task: Task) {
    this.numbers = sharedArray(Uint32Array, graph.objectCount);
    this.objects = sharedArray(Uint32Array, graph.objectCount + 1);
    this.parents = sharedArray(Uint32Array, graph.objectCount + 1);
    this.cursors = sharedArray(Uint32Array, graph.objectCount + 1);
    this.#graph = graph;
    this.#task = task;
  }

  from(seed: number): void {
    if (this.numbers[seed] !== 0) return;
    // Locals, not fields: this loop runs once an edge.
    const { numbers, objects, parents, cursors } = this;
    const { first, targets, kinds, absent, objectCount } = this.#graph;
    let reached = this.reachedCount + 1;
    numbers[seed] = reached;
    objects[reached] = seed;
    cursors[reached] = first[seed]!;
    for (let at = reached; at !== 0; ) {
      const end = first[objects[at]! + 1]!;
      const parent = at;
      let edge = cursors[at]!;
      while (edge < end) {
        const e = edge++;
        if ((e & (STEP - 1)) === 0) this.#task.step(reached, objectCount);
        const target = targets[e]!;
        if (numbers[target] !== 0 || kinds[e]! & WEAK) continue;
        if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
        numbers[target] = ++reached;
        objects[reached] = target;
        parents[reached] = parent;
        cursors[reached] = first[target]!;
        at = reached;
        break;
      }
      cursors[parent] = edge;
      if (at === parent) at = parents[parent]!;
    }
    this.reachedCount = reached;
  }
}
