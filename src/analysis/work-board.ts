import { sharedArray } from '../base/shared-array.ts';
import { type SharedNumber, sleepWhile } from '../base/shared-wait.ts';
import type { Task } from '../base/task.ts';

/** Objects that are handed over at once. */
export const CHUNK = 1024;

const Slot = { taken: 0, put: 1, working: 2, failed: 3, waiting: 4, few: 5 } as const;

/** That is never useful more often, nor more often than there are objects. */
const MOST_FEW = 1 << 12;

/** What threads that search together tell each other, in shared memory. */
export interface BoardMemory {
  readonly slots: Int32Array;
  /** Objects that are to be gone on from, in chunks of CHUNK. */
  readonly queue: Uint32Array;
  /** By chunk: how many objects are in it; 0: it is not there yet. */
  readonly lengths: Int32Array;
  /** How often less than a chunk can be handed over. */
  readonly mostFew: number;
}

/** Milliseconds between two looks at whether the work is still wanted. */
const LOOK = 1;

/**
 * Where threads that search together put what others may go on from, and take it. Nobody has to be there: who takes what
 * there is until there is nothing left has done everything that was not put there by a thread that is still at work.
 */
export class WorkBoard {
  readonly #slots: Int32Array;
  readonly #queue: Uint32Array;
  readonly #lengths: Int32Array;
  readonly #mostFew: number;

  constructor({ slots, queue, lengths, mostFew }: BoardMemory) {
    this.#slots = slots;
    this.#mostFew = mostFew;
    this.#queue = queue;
    this.#lengths = lengths;
  }

  /** For a search of so many objects: whoever puts a chunk there has found as many new ones since the chunk it took. */
  static memory(objectCount: number): BoardMemory {
    const mostFew = Math.min(MOST_FEW, objectCount);
    // One more: the last of `putAll` may not be full. Room that nobody writes to costs nothing once, but searches of small
    // heaps are many.
    const chunks = Math.ceil(objectCount / CHUNK) + 1 + mostFew;
    return {
      mostFew,
      slots: sharedInts(Object.keys(Slot).length),
      queue: sharedArray(Uint32Array, chunks * CHUNK),
      lengths: sharedInts(chunks),
    };
  }

  /** Before any thread is at work. */
  putAll(objects: Uint32Array): void {
    for (let start = 0; start < objects.length; start += CHUNK)
      this.put(objects.subarray(start, start + CHUNK));
  }

  /** Whether a thread has nothing to do, and would be handed less than a chunk. */
  get isAwaited(): boolean {
    return Atomics.load(this.#slots, Slot.waiting) > 0 && Atomics.load(this.#slots, Slot.few) < this.#mostFew;
  }

  /** At most CHUNK objects. False: that has been done too often. */
  putFew(objects: Uint32Array): boolean {
    if (Atomics.add(this.#slots, Slot.few, 1) >= this.#mostFew) return false;
    this.put(objects);
    return true;
  }

  /** CHUNK objects. */
  put(objects: Uint32Array): void {
    const chunk = Atomics.add(this.#slots, Slot.put, 1);
    this.#queue.set(objects, chunk * CHUNK);
    Atomics.store(this.#lengths, chunk, objects.length);
    Atomics.notify(this.#slots, Slot.put);
  }

  /** Calls with chunk after chunk, each of which no other thread gets, until all threads find nothing more. */
  takeEach(visit: (objects: Uint32Array) => void, task: Task): void {
    try {
      do {
        Atomics.add(this.#slots, Slot.working, 1);
        for (let chunk = this.#take(task); chunk !== undefined; chunk = this.#take(task)) visit(chunk);
        Atomics.sub(this.#slots, Slot.working, 1);
      } while (this.#waitForMore(task));
    } catch (error) {
      Atomics.store(this.#slots, Slot.failed, 1);
      throw error;
    }
  }

  #take(task: Task): Uint32Array | undefined {
    for (;;) {
      const chunk = Atomics.load(this.#slots, Slot.taken);
      if (chunk === Atomics.load(this.#slots, Slot.put)) return undefined;
      if (Atomics.compareExchange(this.#slots, Slot.taken, chunk, chunk + 1) !== chunk) continue;
      for (;;) {
        const length = Atomics.load(this.#lengths, chunk);
        if (length > 0) return this.#queue.subarray(chunk * CHUNK, chunk * CHUNK + length);
        // Who has its number is writing it.
        sleepWhile({ slots: this.#lengths, slot: chunk, is: 0 }, this.#failure, LOOK, task);
      }
    }
  }

  /** False: there is nothing, and nobody who could find more. */
  #waitForMore(task: Task): boolean {
    Atomics.add(this.#slots, Slot.waiting, 1);
    try {
      return this.#isMoreComing(task);
    } finally {
      Atomics.sub(this.#slots, Slot.waiting, 1);
    }
  }

  #isMoreComing(task: Task): boolean {
    for (;;) {
      const working = Atomics.load(this.#slots, Slot.working);
      const put = Atomics.load(this.#slots, Slot.put);
      if (put !== Atomics.load(this.#slots, Slot.taken)) return true;
      if (working === 0) return false;
      sleepWhile({ slots: this.#slots, slot: Slot.put, is: put }, this.#failure, LOOK, task);
    }
  }

  get #failure(): SharedNumber {
    return { slots: this.#slots, slot: Slot.failed };
  }
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}
