import { sleepWhile } from '../../../base/shared-wait.ts';
import type { Task } from '../../../base/task.ts';

export type CommasMemory = SharedArrayBuffer;

const Slot = { known: 0, failed: 1 } as const;
const HEADER = 2 * Int32Array.BYTES_PER_ELEMENT;

/** Milliseconds between two looks at whether the work is still wanted. */
const LOOK = 5;

/**
 * How many commas of a list there are before each of its cuts: threads tell each other, cut after cut. Who has a cut counts
 * its commas as soon as it is read, so that nobody waits for long.
 */
export class CommasBefore {
  readonly #slots: Int32Array;
  readonly #counts: Float64Array;

  constructor(memory: CommasMemory) {
    this.#slots = new Int32Array(memory, 0, 2);
    this.#counts = new Float64Array(memory, HEADER);
  }

  /** Of so many cuts at most. Before the first there is none. */
  static memory(cuts: number): CommasMemory {
    const memory = new SharedArrayBuffer(HEADER + Float64Array.BYTES_PER_ELEMENT * (cuts + 1));
    new Int32Array(memory)[Slot.known] = 1;
    return memory;
  }

  /**
   * Says how many there are in a cut; returns how many are before it, as soon as that is known. Throws when whoever had to tell
   * has failed, and CancelledError when the work is not wanted any more.
   */
  add(cut: number, commas: number, task: Task): number {
    const slots = this.#slots;
    for (let known = Atomics.load(slots, Slot.known); known <= cut; ) {
      sleepWhile({ slots, slot: Slot.known, is: known }, { slots, slot: Slot.failed }, LOOK, task);
      known = Atomics.load(slots, Slot.known);
    }
    const before = this.#counts[cut]!;
    this.#counts[cut + 1] = before + commas;
    Atomics.store(slots, Slot.known, cut + 2);
    Atomics.notify(slots, Slot.known);
    return before;
  }

  /** Nobody shall wait for what this thread had to tell. */
  fail(): void {
    Atomics.store(this.#slots, Slot.failed, 1);
  }
}
