import { type Bitset, bitCount } from './bitset.ts';

/** Tells of the members of a set how many are smaller: O(1), and 4 bytes for 32 numbers that there may be. */
export class Ranks {
  readonly #words: Uint32Array;
  /** By word: how many members are in those before it. */
  readonly #before: Uint32Array;

  /** Of a set as it stays. O(size / 32). */
  constructor({ words }: Bitset) {
    this.#words = words;
    this.#before = new Uint32Array(words.length);
    let count = 0;
    words.forEach((word, w) => {
      this.#before[w] = count;
      count += bitCount(word);
    });
  }

  of(member: number): number {
    const w = member >>> 5;
    const below = (1 << (member & 31)) - 1;
    return this.#before[w]! + bitCount(this.#words[w]! & below);
  }
}
