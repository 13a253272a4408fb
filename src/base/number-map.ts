import { hash64 } from './hash.ts';

const FIRST_SLOTS = 1 << 12;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/**
 * Whole numbers that numbers stand for, equal ones for the same. A Map of millions without an object an entry: as there,
 * NaN is equal to itself and one zero to the other. 24 – 96 bytes an entry.
 */
export class NumberMap {
  /** What a number stands for, plus one; 0 is a free slot. Half of them are free at least. */
  #slots = new Uint32Array(FIRST_SLOTS);
  #numbers = new Float64Array(FIRST_SLOTS);
  #count = 0;

  /** What a number stands for; where that is nothing yet it is `fresh` from now on. */
  getOrSet(number: number, fresh: number): number {
    const slots = this.#slots;
    const numbers = this.#numbers;
    const mask = slots.length - 1;
    let slot = hashOf(number) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const other = numbers[slot]!;
      if (other === number || (Number.isNaN(other) && Number.isNaN(number))) return slots[slot]! - 1;
    }
    slots[slot] = fresh + 1;
    numbers[slot] = number;
    this.#count++;
    if (2 * this.#count > slots.length) this.#grow();
    return fresh;
  }

  #grow(): void {
    const slots = new Uint32Array(4 * this.#slots.length);
    const numbers = new Float64Array(slots.length);
    const mask = slots.length - 1;
    for (let old = 0; old < this.#slots.length; old++) {
      if (this.#slots[old] === 0) continue;
      let slot = hashOf(this.#numbers[old]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = this.#slots[old]!;
      numbers[slot] = this.#numbers[old]!;
    }
    this.#slots = slots;
    this.#numbers = numbers;
  }
}

/** By the bits of a double, which are several for NaN, and two for zero. */
function hashOf(number: number): number {
  double[0] = Number.isNaN(number) ? Number.NaN : number + 0;
  return hash64(words[0]!, words[1]!);
}
