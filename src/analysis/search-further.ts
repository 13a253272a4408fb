import { STEP, type Task } from '../base/task.ts';
import type { Job } from '../base/team.ts';
import { WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';
import { type BoardMemory, CHUNK, WorkBoard } from './work-board.ts';

/** What several threads do at the same time. All arrays are shared, or there is one thread. */
export interface SearchOrder {
  readonly graph: Graph;
  /** A bit an object: whether it has been found. Eight times as much of it is close at hand as were it a byte. */
  readonly found: Uint32Array;
  /** What was found, and nobody has gone on from. */
  readonly board: BoardMemory;
}

/** Marks what can be reached by edges that retain (neither weak nor absent). */
export const searchFurther: Job<SearchOrder, void> = {
  name: 'search further',
  run({ graph, found, board }, task) {
    new Search(graph, found, new WorkBoard(board)).run(task);
  },
};

/** After so many objects a thread looks whether another has nothing to do: ways through long lists never fill the stack. */
const LOOK_ROUND = 256;

class Search {
  readonly #graph: Graph;
  readonly #found: Uint32Array;
  readonly #board: WorkBoard;
  /** What this thread goes on from, the last first. When it is full, what lies at the bottom is for others. */
  readonly #stack = new Uint32Array(2 * CHUNK);
  #looks = 0;

  constructor(graph: Graph, found: Uint32Array, board: WorkBoard) {
    this.#graph = graph;
    this.#found = found;
    this.#board = board;
  }

  run(task: Task): void {
    this.#board.takeEach((objects) => this.#goOnFrom(objects, task), task);
  }

  #goOnFrom(objects: Uint32Array, task: Task): void {
    // Locals, not fields: this loop runs once an edge.
    const { first, targets, kinds, absent } = this.#graph;
    const found = this.#found;
    const stack = this.#stack;
    stack.set(objects);
    let looks = this.#looks;
    let visited = 0;
    for (let count = objects.length; count > 0; ) {
      if ((++visited & (LOOK_ROUND - 1)) === 0 && count > 1 && this.#board.isAwaited)
        count = this.#share(stack, count);
      const object = stack[--count]!;
      for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
        if ((++looks & (STEP - 1)) === 0) task.step(looks, targets.length);
        const target = targets[e]!;
        const word = target >>> 5;
        const bit = 1 << (target & 31);
        if (found[word]! & bit || kinds[e]! & WEAK) continue;
        if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
        // Another thread may have been quicker.
        if (Atomics.or(found, word, bit) & bit) continue;
        if (count === stack.length) count = this.#giveAway(stack);
        stack[count++] = target;
      }
    }
    this.#looks = looks;
  }

  /** Gives half of what little there is to who has nothing; returns how many are left. */
  #share(stack: Uint32Array, count: number): number {
    const given = Math.min(count >>> 1, CHUNK);
    if (!this.#board.putFew(stack.subarray(0, given))) return count;
    stack.copyWithin(0, given, count);
    return count - given;
  }

  /** How many are left. */
  #giveAway(stack: Uint32Array): number {
    this.#board.put(stack.subarray(0, CHUNK));
    stack.copyWithin(0, CHUNK);
    return stack.length - CHUNK;
  }
}
