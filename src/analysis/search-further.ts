import { doubled } from '../base/growable-array.ts';
import { sharedArray } from '../base/shared-array.ts';
import type { Task } from '../base/task.ts';
import type { Job } from '../base/team.ts';
import { WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';

/** What several threads may go on with at the same time. All arrays are shared. */
export interface SearchOrder {
  readonly graph: Graph;
  /**
   * By object: 1 when it has been found. A thread may look before it sees what another has written: then both go on from
   * that object, which costs time and changes nothing.
   */
  readonly found: Uint8Array;
  /** Objects that have been found, and were not gone on from: start … end-1 of them are this order's. */
  readonly frontier: Uint32Array;
  readonly start: number;
  readonly end: number;
  /** Objects that are gone on from: not many more than these, so that all threads have something to do. */
  readonly most: number;
}

/** Marks what can be reached; gives the objects that others may go on from. */
export const searchFurther: Job<SearchOrder, Uint32Array> = {
  name: 'search further',
  run({ graph, found, frontier, start, end, most }, task) {
    const search = new Search(graph, found, frontier.subarray(start, end));
    search.goOn(Math.max(most, end - start), task);
    return search.rest();
  },
};

/** Objects between two looks at the task. */
const BATCH = 4096;

/** Breadth first, by edges that retain (neither weak nor absent). */
export class Search {
  readonly #graph: Graph;
  readonly #found: Uint8Array;
  /** Objects that have been found, in that order; the first `#done` of them were gone on from. */
  #queue: Uint32Array;
  #count: number;
  #done = 0;

  /** `from`: marked in `found` already. `room`: for how many objects, at first. */
  constructor(graph: Graph, found: Uint8Array, from: Uint32Array, room = from.length) {
    this.#graph = graph;
    this.#found = found;
    this.#queue = new Uint32Array(room);
    this.#queue.set(from);
    this.#count = from.length;
  }

  /** From so many objects, if there are as many. */
  goOn(most: number, task: Task): void {
    while (this.#done < this.#count && this.#done < most) {
      task.step(this.#done, this.#graph.objectCount);
      this.#goOnTo(Math.min(this.#count, most, this.#done + BATCH));
    }
  }

  /** What is to be gone on from: a copy in shared memory. */
  rest(): Uint32Array {
    const rest = sharedArray(Uint32Array, this.#count - this.#done);
    rest.set(this.#queue.subarray(this.#done, this.#count));
    return rest;
  }

  #goOnTo(end: number): void {
    const { first, targets, kinds, absent } = this.#graph;
    const found = this.#found;
    let queue = this.#queue;
    let count = this.#count;
    for (let i = this.#done; i < end; i++) {
      const object = queue[i]!;
      for (let e = first[object]!, last = first[object + 1]!; e < last; e++) {
        const target = targets[e]!;
        if (found[target] !== 0 || kinds[e]! & WEAK) continue;
        if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
        found[target] = 1;
        if (count === queue.length) queue = doubled(queue);
        queue[count++] = target;
      }
    }
    this.#queue = queue;
    this.#count = count;
    this.#done = end;
  }
}
