import { tableSize } from '../base/hash.ts';

/** How objects are told apart by what they are worth. Equal ones have the same hash. */
export interface Equality {
  /** 32 bits. */
  hash(object: number): number;
  equal(a: number, b: number): boolean;
}

/**
 * Finds for objects that come one by one the first that was equal. Open addressing with linear probing, at most half
 * full: 8 – 16 bytes an object of `most`, and one comparison for each object but the first of its kind.
 */
export class Representatives {
  readonly #equality: Equality;
  /** Object + 1; 0: free. */
  readonly #slots: Uint32Array;

  /** `most`: how many may come. */
  constructor(most: number, equality: Equality) {
    this.#equality = equality;
    this.#slots = new Uint32Array(tableSize(most));
  }

  /** The first equal object; itself when it is the first. */
  of(object: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = this.#equality.hash(object) & mask; ; slot = (slot + 1) & mask) {
      const taken = slots[slot]!;
      if (taken === 0) {
        slots[slot] = object + 1;
        return object;
      }
      if (this.#equality.equal(taken - 1, object)) return taken - 1;
    }
  }
}
