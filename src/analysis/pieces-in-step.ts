import type { Task } from '../base/task.ts';

export type StepsMemory = SharedArrayBuffer;

/** Milliseconds between two looks at whether the work is still wanted. */
const LOOK = 5;

const Slot = { counted: 0, started: 1, failed: 2, pieceCount: 3 } as const;

/**
 * Where threads that work on one piece each wait for each other. Every piece must have its thread: there may be no more
 * pieces than the team has threads.
 */
export class PiecesInStep {
  readonly #slots: Int32Array;

  constructor(memory: StepsMemory) {
    this.#slots = new Int32Array(memory);
  }

  static memory(pieceCount: number): StepsMemory {
    const memory = new SharedArrayBuffer(4 * Object.keys(Slot).length);
    new Int32Array(memory)[Slot.pieceCount] = pieceCount;
    return memory;
  }

  /** Until this has been called for all pieces. Throws CancelledError when the work is not wanted any more. */
  waitForAll(step: 'counted' | 'started', task: Task): void {
    const slot = Slot[step];
    Atomics.add(this.#slots, slot, 1);
    Atomics.notify(this.#slots, slot);
    const pieceCount = this.#slots[Slot.pieceCount]!;
    for (let done = Atomics.load(this.#slots, slot); done < pieceCount; ) {
      this.#sleep(slot, done, task);
      done = Atomics.load(this.#slots, slot);
    }
  }

  /** Nobody shall wait for this piece: all others fail too. */
  fail(): void {
    Atomics.store(this.#slots, Slot.failed, 1);
  }

  #sleep(slot: number, known: number, task: Task): void {
    task.step(1, 2);
    if (Atomics.load(this.#slots, Slot.failed) === 1) throw new Error('another thread has failed');
    Atomics.wait(this.#slots, slot, known, LOOK);
  }
}
