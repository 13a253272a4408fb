import { sleepWhile } from '../base/shared-wait.ts';
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
    const slots = this.#slots;
    const pieceCount = slots[Slot.pieceCount]!;
    for (let done = Atomics.load(this.#slots, slot); done < pieceCount; ) {
      sleepWhile({ slots, slot, is: done }, { slots, slot: Slot.failed }, LOOK, task);
      done = Atomics.load(this.#slots, slot);
    }
  }

  /** Nobody shall wait for this piece: all others fail too. */
  fail(): void {
    Atomics.store(this.#slots, Slot.failed, 1);
  }
}
