import { STEP, type Task } from '../base/task.ts';
import type { Job } from '../base/team.ts';
import { WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';
import { WorkPool, type WorkPoolMemory } from './work-pool.ts';

interface ReachOrder extends Graph {
  /** A byte an object: 1 for what is found. */
  readonly found: Uint8Array;
  /** What is found, and whose edges nobody has followed yet. */
  readonly pool: WorkPoolMemory;
}

/** Objects that a thread keeps for itself before it hands half of them to others. */
const MOST_KEPT = 4096;
/** Of fewer it hands none to those who wait. */
const LEAST_SHARED = 64;
/** Objects between two looks at whether somebody waits. */
const LOOK = 256;

/**
 * One of the threads that search at once. Whoever finds an object follows its edges, or hands it to others. Two may find
 * the same object at the same moment, and both follow its edges: that does no harm, and to make sure of it would cost
 * more than the search.
 */
export const reachTogether: Job<ReachOrder, void> = {
  name: 'reach together',
  run(order, task) {
    const pool = new WorkPool(order.pool);
    const search = new Search(order, pool, task);
    try {
      for (let taken = pool.take(task); taken !== undefined; taken = pool.take(task)) search.from(taken);
    } finally {
      pool.leave();
    }
  },
};

class Search {
  readonly #order: ReachOrder;
  readonly #pool: WorkPool;
  readonly #task: Task;
  #kept = new Uint32Array(MOST_KEPT);
  #keptCount = 0;
  #followed = 0;

  constructor(order: ReachOrder, pool: WorkPool, task: Task) {
    this.#order = order;
    this.#pool = pool;
    this.#task = task;
  }

  from(objects: Uint32Array): void {
    for (const object of objects) {
      this.#follow(object);
      while (this.#keptCount > 0) this.#follow(this.#kept[--this.#keptCount]!);
    }
  }

  #follow(object: number): void {
    this.#look();
    const { first, targets, kinds, absent, found } = this.#order;
    for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
      const target = targets[e]!;
      if (found[target] === 1 || kinds[e]! & WEAK) continue;
      if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
      found[target] = 1;
      if (this.#keptCount === this.#kept.length) this.#makeRoom();
      this.#kept[this.#keptCount++] = target;
    }
  }

  #look(): void {
    if ((++this.#followed & (LOOK - 1)) !== 0) return;
    if ((this.#followed & (STEP - 1)) === 0) this.#task.step(this.#followed, this.#order.objectCount);
    if (this.#keptCount > LEAST_SHARED && this.#pool.isEmpty) this.#share();
  }

  #makeRoom(): void {
    if (this.#keptCount >= MOST_KEPT && this.#share()) return;
    const grown = new Uint32Array(2 * this.#kept.length);
    grown.set(this.#kept);
    this.#kept = grown;
  }

  /** Hands over those that have been kept the longest: more hangs on them. False: there is no room for them. */
  #share(): boolean {
    const count = this.#keptCount >>> 1;
    if (!this.#pool.put(this.#kept.subarray(0, count))) return false;
    this.#kept.copyWithin(0, count, this.#keptCount);
    this.#keptCount -= count;
    return true;
  }
}
