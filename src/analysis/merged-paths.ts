import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { Distances } from './distances.ts';

/** A tree as columns, one row a node; every node comes after its parent. Each object is at most one node. */
export interface MergedPaths {
  readonly objects: Uint32Array;
  /** Row of the parent; NONE: the object is a root. The edge from there is `parentEdges` of the distances. */
  readonly parents: Uint32Array;
  /** Members of the set at the node and below it, and their bytes. */
  readonly counts: Uint32Array;
  readonly sizes: Float64Array;
  /** Members that no root reaches: in no path. */
  readonly unreachableCount: number;
}

/**
 * The shortest paths from the roots to all members of a set, merged where they go through the same object: the part of
 * the breadth-first tree that leads to the set. O(nodes), 20 bytes a node and 4 an object.
 */
export function mergedPaths(
  distances: Distances,
  members: Uint32Array,
  objectSizes: Float64Array,
  task: Task,
): MergedPaths {
  const tree = new PathTree(distances);
  for (let i = 0; i < members.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, members.length);
    tree.add(members[i]!);
  }
  const objects = tree.objects.slice(0, tree.nodeCount);
  const parents = new Uint32Array(objects.length);
  for (let row = 0; row < objects.length; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, objects.length);
    parents[row] = tree.rowOf(distances.parents[objects[row]!]!);
  }
  const counts = new Uint32Array(objects.length);
  const sizes = new Float64Array(objects.length);
  let unreachableCount = 0;
  for (let i = 0; i < members.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, members.length);
    const member = members[i]!;
    const row = tree.rowOf(member);
    if (row === NONE) unreachableCount++;
    else {
      counts[row]!++;
      sizes[row]! += objectSizes[member]!;
    }
  }
  for (let row = objects.length - 1; row >= 0; row--) {
    if ((row & (STEP - 1)) === 0) task.step(objects.length - row, objects.length);
    const parent = parents[row]!;
    if (parent === NONE) continue;
    counts[parent]! += counts[row]!;
    sizes[parent]! += sizes[row]!;
  }
  return { objects, parents, counts, sizes, unreachableCount };
}

class PathTree {
  nodeCount = 0;
  readonly objects: Uint32Array;
  readonly #distances: Distances;
  /** By object: its row plus one. */
  readonly #rows: Uint32Array;

  constructor(distances: Distances) {
    this.#distances = distances;
    this.objects = new Uint32Array(distances.parents.length);
    this.#rows = new Uint32Array(distances.parents.length);
  }

  rowOf(object: number): number {
    return object === NONE || this.#rows[object] === 0 ? NONE : this.#rows[object]! - 1;
  }

  /** The rest of the member's path, up to where another has been. */
  add(member: number): void {
    const { distances, parents } = this.#distances;
    if (distances[member] === NONE) return;
    const begin = this.nodeCount;
    for (let object = member; object !== NONE && this.#rows[object] === 0; object = parents[object]!) {
      this.objects[this.nodeCount++] = object;
      this.#rows[object] = this.nodeCount;
    }
    // Found from the member up; parents come first.
    const added = this.objects.subarray(begin, this.nodeCount).reverse();
    for (let i = 0; i < added.length; i++) this.#rows[added[i]!] = begin + i + 1;
  }
}
