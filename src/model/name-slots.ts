import { hashBytes, tableSize } from '../base/hash.ts';

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

  #rehash(count: number): void {
    this.#slots = new Uint32Array(tableSize(count) * 2);
    for (let id = 0; id < count; id++) this.#slots[this.#slotOf(this.#bytesOf(id))] = id + 1;
  }
}
