import { sharedArray } from '../base/shared-array.ts';
import type { SpareRoom } from '../base/spare-room.ts';
import { STEP, type Task } from '../base/task.ts';
import { WEAK } from './kinds.ts';

/**
 * What a depth-first search from above all roots has found, as columns. Number 0 is that place above the roots; what it reaches
 * has the numbers 1 … reachedCount in the order it was found, so that an object's number is greater than its parent's.
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
  /** What else whoever made it has left: that is much where a file was read. */
  readonly spare?: SpareRoom | undefined;
}

/** What is searched: the edges of object i are first[i] … first[i+1]-1, and those that a bit of `absent` is set for are none. */
export interface SearchedEdges {
  readonly first: Uint32Array;
  readonly targets: Uint32Array;
  readonly kinds: Uint8Array;
  readonly absent?: Uint32Array | undefined;
}

/** A search that has not ended, as what threads hand to each other: all arrays are shared. */
export interface SearchState extends Numbering {
  /**
   * A byte an object: FOUND once it was found; before that, 0 or whatever else whoever searches wants to know of it. It is
   * asked for once an edge, and fits the cache where numbers do not.
   */
  readonly seen: Uint8Array;
}

export const FOUND = 1;

export function emptySearch(objectCount: number): SearchState {
  return {
    reachedCount: 0,
    numbers: sharedArray(Uint32Array, objectCount),
    objects: sharedArray(Uint32Array, objectCount + 1),
    parents: sharedArray(Uint32Array, objectCount + 1),
    scratch: sharedArray(Uint32Array, objectCount + 1),
    // Filled although it is fresh: see `sharedArray`.
    seen: sharedArray(Uint8Array, objectCount).fill(0),
  };
}

/**
 * Numbers objects as it finds them by the edges that retain (neither weak nor absent): O(objects + edges) for all starts
 * together, 17 bytes an object. The way back up is in `parents`, so that a chain of millions needs no stack of its own: a
 * place in its edges for each object is enough.
 */
export class DepthFirstSearch {
  #reachedCount: number;
  readonly #edges: SearchedEdges;
  readonly #state: SearchState;
  readonly #task: Task;

  /** `state`: where it goes on; its arrays are written to. */
  constructor(edges: SearchedEdges, state: SearchState, task: Task) {
    this.#edges = edges;
    this.#state = state;
    this.#reachedCount = state.reachedCount;
    this.#task = task;
  }

  /** As it is now, over the same arrays. */
  get state(): SearchState {
    return { ...this.#state, reachedCount: this.#reachedCount };
  }

  get reachedCount(): number {
    return this.#reachedCount;
  }

  hasFound(object: number): boolean {
    return this.#state.seen[object] === FOUND;
  }

  /** Numbers what this object reaches and nothing before has reached, itself first. */
  from(start: number): void {
    if (this.hasFound(start)) return;
    // Locals, not fields: this loop runs once an edge.
    const { numbers, objects, parents, scratch: cursors, seen } = this.#state;
    const { first, targets, kinds, absent } = this.#edges;
    const task = this.#task;
    let reached = this.#reachedCount + 1;
    seen[start] = FOUND;
    numbers[start] = reached;
    objects[reached] = start;
    parents[reached] = 0;
    let edge = first[start]!;
    let end = first[start + 1]!;
    for (let at = reached; at !== 0; ) {
      while (edge < end) {
        const e = edge++;
        if ((e & (STEP - 1)) === 0) task.step(reached, seen.length);
        const target = targets[e]!;
        if (seen[target] === FOUND || kinds[e]! & WEAK) continue;
        if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
        seen[target] = FOUND;
        numbers[target] = ++reached;
        objects[reached] = target;
        parents[reached] = at;
        const begin = first[target]!;
        const close = first[target + 1]!;
        // Most have no edges, and nothing to come back from.
        if (begin === close) continue;
        cursors[at] = edge;
        at = reached;
        edge = begin;
        end = close;
      }
      at = parents[at]!;
      edge = cursors[at]!;
      end = at === 0 ? 0 : first[objects[at]! + 1]!;
    }
    this.#reachedCount = reached;
  }
}
