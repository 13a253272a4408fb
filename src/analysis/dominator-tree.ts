import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { Dominators } from './dominators.ts';

/** The arrays that a dominator tree is made of. */
export interface DominatorColumns {
  /** By object: its dominator; `top`: only the roots as a whole; NONE: unreachable. */
  readonly idoms: Uint32Array;
  /** What roots reach, each subtree in one piece that begins with its own object. */
  readonly order: Uint32Array;
  /** By object: where in `order` it stands; NONE: unreachable. */
  readonly positions: Uint32Array;
  /** By object: how many objects would be freed with it, itself included; 0: unreachable. At `top`: how many roots reach. */
  readonly counts: Uint32Array;
  /** By object: the bytes of those, its retained size; exact up to 2^53. At `top`: of all that roots reach. */
  readonly sizes: Float64Array;
}

/**
 * The dominator tree with everything that it retains: an object's subtree is what would be freed if that object went away.
 * The subtree of every object is a range of one array, so that there are no lists of children to keep.
 *
 * Memory: 24 bytes an object, shared among threads: the dominators' own, and room that they leave; 4 more while it is made, their order.
 */
export class DominatorTree implements DominatorColumns {
  readonly columns: DominatorColumns;

  /** Over columns that `dominatorTree` has made; each is asked for only when it is needed. */
  constructor(columns: DominatorColumns) {
    this.columns = columns;
  }

  get idoms(): Uint32Array {
    return this.columns.idoms;
  }

  get order(): Uint32Array {
    return this.columns.order;
  }

  get positions(): Uint32Array {
    return this.columns.positions;
  }

  get counts(): Uint32Array {
    return this.columns.counts;
  }

  get sizes(): Float64Array {
    return this.columns.sizes;
  }

  /** What stands in place of an object above all roots: its children are held by no one object. */
  get top(): number {
    return this.counts.length - 1;
  }

  /** What an object retains, itself first; all that roots reach of `top`; nothing of what is unreachable. A view. */
  subtree(object: number): Uint32Array {
    if (object === this.top) return this.order;
    if (this.positions[object] === NONE) return this.order.subarray(0, 0);
    const position = this.positions[object]!;
    return this.order.subarray(position, position + this.counts[object]!);
  }

  /** Calls with each object whose dominator this one is, in no useful order. O(children). */
  forEachChild(object: number, visit: (child: number) => void): void {
    const subtree = this.subtree(object);
    for (let i = object === this.top ? 0 : 1; i < subtree.length; i += this.counts[subtree[i]!]!) {
      visit(subtree[i]!);
    }
  }
}

/** O(objects). `objectSizes`: bytes of each object itself. Takes the dominators' room: of them there is one tree. */
export function dominatorTree(
  { idoms, order, room }: Dominators,
  objectSizes: Float64Array,
  task: Task,
): DominatorTree {
  const columns = {
    idoms,
    order: room.order.subarray(0, order.length),
    positions: room.positions.subarray(0, idoms.length),
    counts: room.counts.fill(0),
    sizes: room.sizes.fill(0),
  };
  addUp(columns, order, objectSizes, task);
  arrange(columns, order, room.positions, task);
  return new DominatorTree(columns);
}

function addUp(
  { idoms, counts, sizes }: DominatorColumns,
  order: Uint32Array,
  objectSizes: Float64Array,
  task: Task,
): void {
  for (let i = order.length - 1; i >= 0; i--) {
    if ((i & (STEP - 1)) === 0) task.step(order.length - i, 2 * order.length);
    const object = order[i]!;
    const dominator = idoms[object]!;
    const count = counts[object]! + 1;
    const size = sizes[object]! + objectSizes[object]!;
    counts[object] = count;
    sizes[object] = size;
    counts[dominator]! += count;
    sizes[dominator]! += size;
  }
}

/**
 * Each object takes the next piece of its dominator's range that nobody has taken. When all have, the ranges are full:
 * what was the next piece of an object's own is then the end of its range.
 */
function arrange(columns: DominatorColumns, order: Uint32Array, free: Uint32Array, task: Task): void {
  const { idoms, counts, positions, order: arranged } = columns;
  free[idoms.length] = 0;
  for (let i = 0; i < order.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(order.length + i, 2 * order.length);
    const object = order[i]!;
    const dominator = idoms[object]!;
    const position = free[dominator]!;
    free[dominator] = position + counts[object]!;
    free[object] = position + 1;
    arranged[position] = object;
  }
  for (let object = 0; object < idoms.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(1, 1);
    const count = counts[object]!;
    positions[object] = count === 0 ? NONE : free[object]! - count;
  }
}
