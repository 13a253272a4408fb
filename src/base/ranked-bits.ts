import { Bitset, bitCount } from './bitset.ts';

/** Some of the integers 0 … size-1, and the place of each among them: two bits an integer. */
export class RankedBits {
  readonly #bits: Bitset;
  /** By word of the bits: how many stand before it. */
  readonly #before: Uint32Array;

  /** `members`: ascending. O(size / 32 + members). */
  constructor(size: number, members: Uint32Array) {
    const bits = new Bitset(size);
    for (let i = 0; i < members.length; i++) bits.add(members[i]!);
    const before = new Uint32Array(bits.words.length);
    for (let word = 1; word < before.length; word++)
      before[word] = before[word - 1]! + bitCount(bits.words[word - 1]!);
    this.#bits = bits;
    this.#before = before;
  }

  has(index: number): boolean {
    return this.#bits.has(index);
  }

  /** Of one that is among them. */
  placeOf(index: number): number {
    const word = index >>> 5;
    return this.#before[word]! + bitCount(this.#bits.words[word]! & ((1 << (index & 31)) - 1));
  }
}
