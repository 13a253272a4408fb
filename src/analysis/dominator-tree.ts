import { areShared } from '../base/shared-array.ts';
import { STEP, type Task } from '../base/task.ts';
import { soloTeam, teamOf } from '../base/team.ts';
import { NONE } from '../model/kinds.ts';
import { addUpSizes } from './add-up-sizes.ts';
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
 * Memory: 24 bytes an object, shared among threads: the dominators' own, and room that they leave; 8 more of it while it is made.
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

  /** Whether an object is among what another retains, that itself included; what is unreachable is not. O(1). */
  isRetained(object: number, by: number): boolean {
    const position = this.positions[object]!;
    const from = this.positions[by]!;
    return position !== NONE && position >= from && position < from + this.counts[by]!;
  }

  /** Calls with each object whose dominator this one is, in no useful order. O(children). */
  forEachChild(object: number, visit: (child: number) => void): void {
    const subtree = this.subtree(object);
    for (let i = object === this.top ? 0 : 1; i < subtree.length; i += this.counts[subtree[i]!]!) {
      visit(subtree[i]!);
    }
  }
}

/**
 * O(objects). `objectSizes`: bytes of each object itself. Takes the dominators' room: of them there is one tree. What is not
 * asked of sizes is found by numbers, where what is near in the tree is near in memory, too; another thread adds up the sizes.
 */
export function dominatorTree(found: Dominators, objectSizes: Float64Array, task: Task): DominatorTree {
  const { idoms, reachedCount, objects, dominators, room } = found;
  const { free, counts, sizes } = room;
  const order = room.order.subarray(0, reachedCount);
  const team = areShared(objectSizes) ? teamOf(task) : soloTeam;
  const adding = team.start(addUpSizes, [{ idoms, objects, reachedCount, objectSizes, sizes }]);
  try {
    countBelow(found, free, counts, task);
    arrange(found, free, order, task);
    // Nobody asks for dominators by number any more.
    const positions = dominators.subarray(0, idoms.length);
    placeInOrder(order, positions, task);
    adding.wait(task);
    return new DominatorTree({ idoms, order, positions, counts, sizes });
  } finally {
    adding.abandon();
  }
}

/** How many objects are retained: by number in `below`, by object in `counts`. */
function countBelow(
  { reachedCount, objects, dominators }: Dominators,
  below: Uint32Array,
  counts: Uint32Array,
  task: Task,
): void {
  below.fill(0, 0, reachedCount + 1);
  counts.fill(0);
  for (let number = reachedCount; number > 0; number--) {
    if ((number & (STEP - 1)) === 0) task.step(reachedCount - number, 3 * reachedCount);
    const count = below[number]! + 1;
    below[number] = count;
    below[dominators[number]!]! += count;
    counts[objects[number]!] = count;
  }
  counts[counts.length - 1] = below[0]!;
}

/**
 * Each takes the next piece of its dominator's range that nobody has taken. `free`: by number how many it retains; once it
 * has its own piece, where the next one within is free.
 */
function arrange(
  { reachedCount, objects, dominators }: Dominators,
  free: Uint32Array,
  order: Uint32Array,
  task: Task,
): void {
  free[0] = 0;
  for (let number = 1; number <= reachedCount; number++) {
    if ((number & (STEP - 1)) === 0) task.step(reachedCount + number, 3 * reachedCount);
    const dominator = dominators[number]!;
    const position = free[dominator]!;
    free[dominator] = position + free[number]!;
    free[number] = position + 1;
    order[position] = objects[number]!;
  }
}

function placeInOrder(order: Uint32Array, positions: Uint32Array, task: Task): void {
  positions.fill(NONE);
  for (let position = 0; position < order.length; position++) {
    if ((position & (STEP - 1)) === 0) task.step(2 * order.length + position, 3 * order.length);
    positions[order[position]!] = position;
  }
}
