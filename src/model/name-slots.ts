import { hashBytes, tableSize } from '../base/hash.ts';
import { quietTask, STEP, type Task } from '../base/task.ts';

/** An open-addressing table from the bytes of a name to its id. At most half full. */
export class NameSlots {
  readonly #bytesOf: (id: number) => Uint8Array;
  /** Id + 1; 0: free. */
  #slots: Uint32Array;

  /** `slots`: of a table over the same names, as it was. */
  constructor(bytesOf: (id: number) => Uint8Array, slots: Uint32Array = new Uint32Array(1024)) {
    this.#bytesOf = bytesOf;
    this.#slots = slots;
  }

  get slots(): Uint32Array {
    return this.#slots;
  }

  /** The id, or -1. O(1) expected. */
  find(bytes: Uint8Array): number {
    return this.#slots[this.#slotOf(bytes)]! - 1;
  }

  /** Ids are added in their order, and no name twice. */
  add(bytes: Uint8Array, id: number): void {
    this.#slots[this.#slotOf(bytes)] = id + 1;
    if (2 * (id + 1) > this.#slots.length) this.#rehash(id + 1);
  }

  #slotOf(bytes: Uint8Array): number {
    const mask = this.#slots.length - 1;
    let slot = hashBytes(bytes) & mask;
    for (;;) {
      const id = this.#slots[slot]! - 1;
      if (id < 0 || Buffer.compare(this.#bytesOf(id), bytes) === 0) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /**
   * Adds names that are there already, all at once; call before anything else. Where some are equal, only the first is
   * found: returns the id to be used for each; undefined: all differ. O(bytes).
   */
  addAll(count: number, task: Task): Uint32Array | undefined {
    this.#slots = new Uint32Array(tableSize(count) * 2);
    let canonical: Uint32Array | undefined;
    for (let id = 0; id < count; id++) {
      if ((id & (STEP - 1)) === 0) task.step(id, count);
      const slot = this.#slotOf(this.#bytesOf(id));
      const known = this.#slots[slot]!;
      if (known === 0) {
        this.#slots[slot] = id + 1;
        continue;
      }
      canonical ??= Uint32Array.from({ length: count }, (_, each) => each);
      canonical[id] = known - 1;
    }
    return canonical;
  }

  #rehash(count: number): void {
    this.addAll(count, quietTask);
  }
}
