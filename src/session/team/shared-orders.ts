import { CancelledError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';

/** What several threads say to each other about some orders, in shared memory. */
export type OrdersMemory = SharedArrayBuffer;

/** How far an order is, in so many parts. */
const PARTS = 1 << 16;

const Slot = { next: 0, done: 1, dropped: 2, parts: 3 } as const;

/** Who has claimed an order: nobody yet; the thread that waits; else the number of another. */
const NOBODY = 0;
export const CALLER = 1;

/** Who does which of some orders, how far they are, and whether they are still wanted. */
export class SharedOrders {
  readonly memory: OrdersMemory;
  readonly #slots: Int32Array;

  constructor(memory: OrdersMemory) {
    this.memory = memory;
    this.#slots = new Int32Array(memory);
  }

  static of(count: number): SharedOrders {
    return new SharedOrders(new SharedArrayBuffer(4 * (Slot.parts + 2 * count)));
  }

  get count(): number {
    return (this.#slots.length - Slot.parts) / 2;
  }

  /** The number of an order that is now that thread's; undefined: none is left. */
  claim(thread: number): number | undefined {
    if (this.isDropped) return undefined;
    const order = Atomics.add(this.#slots, Slot.next, 1);
    if (order >= this.count) return undefined;
    Atomics.store(this.#slots, this.#ownerSlot(order), thread);
    return order;
  }

  /** Whether a thread has claimed an order that is not done. */
  isAt(thread: number): boolean {
    for (let order = 0; order < this.count; order++) {
      if (Atomics.load(this.#slots, this.#ownerSlot(order)) === thread) return true;
    }
    return false;
  }

  /** Call when the result of a claimed order can be received. */
  finish(order: number): void {
    Atomics.store(this.#slots, Slot.parts + order, PARTS);
    Atomics.store(this.#slots, this.#ownerSlot(order), NOBODY);
    Atomics.add(this.#slots, Slot.done, 1);
    Atomics.notify(this.#slots, Slot.done);
  }

  get doneCount(): number {
    return Atomics.load(this.#slots, Slot.done);
  }

  /** Sleeps until another order than the first `known` is done, at most so long. */
  sleep(known: number, milliseconds: number): void {
    Atomics.wait(this.#slots, Slot.done, known, milliseconds);
  }

  drop(): void {
    Atomics.store(this.#slots, Slot.dropped, 1);
  }

  get isDropped(): boolean {
    return Atomics.load(this.#slots, Slot.dropped) === 1;
  }

  /** How much of all is done: 0 … 1. */
  get share(): number {
    let sum = 0;
    for (let i = 0; i < this.count; i++) sum += Atomics.load(this.#slots, Slot.parts + i);
    return sum / (PARTS * Math.max(this.count, 1));
  }

  #ownerSlot(order: number): number {
    return Slot.parts + this.count + order;
  }

  /** The task of an order: others see how far it is, and may stop it. `after`: what else is to be done at a step. */
  taskOf(order: number, after: () => void = () => undefined): Task {
    return {
      phase: () => undefined,
      step: (done, total) => {
        const part = total > 0 ? Math.floor((PARTS * done) / total) : 0;
        Atomics.store(this.#slots, Slot.parts + order, Math.min(part, PARTS));
        if (this.isDropped) throw new CancelledError();
        after();
      },
    };
  }
}
