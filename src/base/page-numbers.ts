import { hash64, tableSize } from './hash.ts';

/**
 * Numbers the distinct 64-bit keys it is given 0, 1, 2, …: for keys that are few and looked up often, and most often
 * the same one as the last time.
 */
export class PageNumbers {
  count = 0;
  /** Number + 1; 0: free. */
  #slots = new Uint32Array(64);
  #lows = new Uint32Array(32);
  #highs = new Uint32Array(32);
  #last = 0;

  /** The key's number, or -1. */
  find(low: number, high: number): number {
    const last = this.#last;
    if (this.#lows[last] === low >>> 0 && this.#highs[last] === high && last < this.count) return last;
    const number = this.#slots[this.#slotOf(low >>> 0, high)]! - 1;
    if (number >= 0) this.#last = number;
    return number;
  }

  findOrAdd(low: number, high: number): number {
    const found = this.find(low, high);
    return found >= 0 ? found : this.#add(low >>> 0, high);
  }

  #add(low: number, high: number): number {
    if (this.count === this.#lows.length) this.#grow();
    const number = this.count++;
    this.#lows[number] = low;
    this.#highs[number] = high;
    this.#slots[this.#slotOf(low, high)] = number + 1;
    return number;
  }

  #slotOf(low: number, high: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash64(low, high) & mask;
    for (;;) {
      const number = slots[slot]! - 1;
      if (number < 0 || (this.#lows[number] === low && this.#highs[number] === high)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#lows = doubled(this.#lows);
    this.#highs = doubled(this.#highs);
    this.#slots = new Uint32Array(tableSize(this.#lows.length));
    for (let number = 0; number < this.count; number++) {
      this.#slots[this.#slotOf(this.#lows[number]!, this.#highs[number]!)] = number + 1;
    }
  }
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(array.length * 2);
  grown.set(array);
  return grown;
}
