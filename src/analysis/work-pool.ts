import type { Task } from '../base/task.ts';

/** What several threads share of a pool: the numbers, and where they begin and end. */
export interface WorkPoolMemory {
  /** Numbers + 1; 0: not written yet. */
  readonly numbers: Uint32Array;
  readonly slots: Int32Array;
}

const Slot = { head: 0, tail: 1, working: 2 } as const;

/** How many numbers are taken at once. */
const HANDFUL = 256;
/** Milliseconds between two looks of a thread that has nothing to do. */
const NAP = 1;

/**
 * Numbers that are still to be worked on, by whichever of several threads comes first; more come while they work. No
 * thread keeps another waiting: one that finds none left while others work waits for more, and one that leaves too
 * early has left nothing undone.
 */
export class WorkPool {
  readonly #numbers: Uint32Array;
  readonly #slots: Int32Array;
  #isWorking = false;

  /** `numbers`: of which the first `count` are there; the others are zero, and room for what will be put. They are used up. */
  static of(numbers: Uint32Array, count: number): WorkPoolMemory {
    for (let i = 0; i < count; i++) numbers[i]!++;
    const slots = new Int32Array(new SharedArrayBuffer(4 * 3));
    slots[Slot.tail] = count;
    return { numbers, slots };
  }

  constructor({ numbers, slots }: WorkPoolMemory) {
    this.#numbers = numbers;
    this.#slots = slots;
  }

  /** Whether somebody waits for more. */
  get isEmpty(): boolean {
    return Atomics.load(this.#slots, Slot.head) >= Atomics.load(this.#slots, Slot.tail);
  }

  /** The next few numbers, to be worked on by the caller; undefined: none are left, and nobody can put more. */
  take(task: Task): Uint32Array | undefined {
    for (;;) {
      this.#setWorking(true);
      const taken = this.#tryTake();
      if (taken !== undefined) return taken;
      this.leave();
      if (!this.#waitForMore(task)) return undefined;
    }
  }

  /** Whoever stops before there is nothing left says so: others would wait for what it might put. */
  leave(): void {
    this.#setWorking(false);
  }

  /** For others to work on. False: there is no room. */
  put(numbers: Uint32Array): boolean {
    const start = Atomics.load(this.#slots, Slot.tail);
    if (start + numbers.length > this.#numbers.length) return false;
    if (Atomics.compareExchange(this.#slots, Slot.tail, start, start + numbers.length) !== start)
      return this.put(numbers);
    for (let i = 0; i < numbers.length; i++) Atomics.store(this.#numbers, start + i, numbers[i]! + 1);
    Atomics.notify(this.#slots, Slot.tail);
    return true;
  }

  #tryTake(): Uint32Array | undefined {
    for (;;) {
      const head = Atomics.load(this.#slots, Slot.head);
      const count = Math.min(HANDFUL, Atomics.load(this.#slots, Slot.tail) - head);
      if (count <= 0) return undefined;
      if (Atomics.compareExchange(this.#slots, Slot.head, head, head + count) !== head) continue;
      return Uint32Array.from({ length: count }, (_, i) => this.#numberAt(head + i));
    }
  }

  /** Room is given out before it is written to, so what is there may come a moment later. */
  #numberAt(place: number): number {
    let number = Atomics.load(this.#numbers, place);
    while (number === 0) number = Atomics.load(this.#numbers, place);
    return number - 1;
  }

  /** False: there will be none. */
  #waitForMore(task: Task): boolean {
    for (;;) {
      task.step(Atomics.load(this.#slots, Slot.head), this.#numbers.length);
      const tail = Atomics.load(this.#slots, Slot.tail);
      if (Atomics.load(this.#slots, Slot.head) < tail) return true;
      if (Atomics.load(this.#slots, Slot.working) === 0) return false;
      Atomics.wait(this.#slots, Slot.tail, tail, NAP);
    }
  }

  #setWorking(isWorking: boolean): void {
    if (isWorking !== this.#isWorking) Atomics.add(this.#slots, Slot.working, isWorking ? 1 : -1);
    this.#isWorking = isWorking;
  }
}
