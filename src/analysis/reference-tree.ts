import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { EdgeTest } from './retains.ts';

/** Edges by the object that they are listed under: a Graph's own (`targets`), or Referrers (`sources`). */
export interface Neighbours {
  /** Rows of an object: first[i] … first[i+1]-1. */
  readonly first: Uint32Array;
  /** The other object of a row. */
  readonly others: Uint32Array;
  /** The edge of a row; undefined: the row itself. */
  readonly edges: Uint32Array | undefined;
}

export interface TreeLimits {
  /** Edges from the top to the lowest nodes. */
  readonly depth: number;
  /** Children shown of one node. */
  readonly tooMany: number;
  /** Nodes in all. */
  readonly nodes: number;
}

/** Which neighbours exist for the tree at all: the others are neither shown nor counted. */
export interface TreeChoice {
  readonly follow: EdgeTest;
  readonly include: (objectIndex: number) => boolean;
}

export const TreeMark = { none: 0, repeated: 1, cycle: 2 } as const;

/** One row a node; every node comes after its parent and before any node that is further from the top. */
export interface ReferenceTree {
  readonly objects: Uint32Array;
  /** Row of the parent; NONE at the top. */
  readonly parents: Uint32Array;
  /** The edge between it and its parent; NONE at the top. */
  readonly edges: Uint32Array;
  /** TreeMark. `repeated`: the object has an earlier row, which alone is unfolded; `cycle`: that row is above this one. */
  readonly marks: Uint8Array;
  /** Children left out: by `tooMany`, or because the tree was full. */
  readonly omitted: Uint32Array;
  /** Whether nodes at the limit of the depth, without children here, have some. */
  readonly cutByDepth: boolean;
  readonly full: boolean;
}

/**
 * Unfolds what is next to some objects, level by level, so that each object is unfolded where it is nearest to the top.
 * The children of a node come in the order of its rows. O(rows of the unfolded nodes), at most `limits.nodes` nodes
 * of 17 bytes, and a bit for every object.
 */
export function referenceTree(
  neighbours: Neighbours,
  top: Uint32Array,
  limits: TreeLimits,
  choice: TreeChoice,
  task: Task,
): ReferenceTree {
  return new TreeGrowth(neighbours, limits, choice, task).grow(top);
}

class TreeGrowth {
  readonly #neighbours: Neighbours;
  readonly #limits: TreeLimits;
  readonly #choice: TreeChoice;
  readonly #task: Task;
  readonly #met: Bitset;
  readonly #objects: number[] = [];
  readonly #parents: number[] = [];
  readonly #edges: number[] = [];
  readonly #marks: number[] = [];
  readonly #omitted: number[] = [];
  #cutByDepth = false;
  #full = false;
  #examined = 0;

  constructor(neighbours: Neighbours, limits: TreeLimits, choice: TreeChoice, task: Task) {
    this.#neighbours = neighbours;
    this.#limits = limits;
    this.#choice = choice;
    this.#task = task;
    this.#met = new Bitset(neighbours.first.length - 1);
  }

  grow(top: Uint32Array): ReferenceTree {
    for (const object of top) {
      if (this.#objects.length === this.#limits.nodes) this.#full = true;
      else this.#add(object, NONE, NONE);
    }
    let levelEnd = this.#objects.length;
    let depth = 0;
    for (let node = 0; node < this.#objects.length; node++) {
      if (node === levelEnd) {
        depth++;
        levelEnd = this.#objects.length;
      }
      if (this.#marks[node] !== TreeMark.none) continue;
      if (depth < this.#limits.depth) this.#unfold(node);
      else this.#cutByDepth ||= this.#hasChildren(node);
    }
    return {
      objects: Uint32Array.from(this.#objects),
      parents: Uint32Array.from(this.#parents),
      edges: Uint32Array.from(this.#edges),
      marks: Uint8Array.from(this.#marks),
      omitted: Uint32Array.from(this.#omitted),
      cutByDepth: this.#cutByDepth,
      full: this.#full,
    };
  }

  #add(object: number, parent: number, edge: number): void {
    this.#objects.push(object);
    this.#parents.push(parent);
    this.#edges.push(edge);
    this.#marks.push(this.#markOf(object, parent));
    this.#omitted.push(0);
    this.#met.add(object);
  }

  #markOf(object: number, parent: number): number {
    if (!this.#met.has(object)) return TreeMark.none;
    for (let node = parent; node !== NONE; node = this.#parents[node]!) {
      if (this.#objects[node] === object) return TreeMark.cycle;
    }
    return TreeMark.repeated;
  }

  #unfold(node: number): void {
    const { first, others, edges } = this.#neighbours;
    const object = this.#objects[node]!;
    let shown = 0;
    for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
      if (!this.#isChild(row)) continue;
      if (shown === this.#limits.tooMany || this.#objects.length === this.#limits.nodes) {
        this.#omitted[node]!++;
        continue;
      }
      shown++;
      this.#add(others[row]!, node, edges === undefined ? row : edges[row]!);
    }
    if (this.#omitted[node]! > 0 && shown < this.#limits.tooMany) this.#full = true;
  }

  #hasChildren(node: number): boolean {
    const { first } = this.#neighbours;
    const object = this.#objects[node]!;
    for (let row = first[object]!, end = first[object + 1]!; row < end; row++) {
      if (this.#isChild(row)) return true;
    }
    return false;
  }

  #isChild(row: number): boolean {
    if ((++this.#examined & (STEP - 1)) === 0) this.#task.step(this.#objects.length, this.#limits.nodes);
    const { others, edges } = this.#neighbours;
    return this.#choice.follow(edges === undefined ? row : edges[row]!) && this.#choice.include(others[row]!);
  }
}
