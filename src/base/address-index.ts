/** What `find` says of an address that is not there. */
export const ABSENT = 0xffffffff;

/**
 * Where each 64-bit address is in a column. Addresses are given as their low and high 32 bits, which is what a
 * Uint32Array over a BigUint64Array shows: a BigInt a look-up would be ten times slower.
 */
export interface AddressIndex {
  /** Position of the address, or ABSENT. O(1) expected. */
  find(low: number, high: number): number;
  /** Looks up the pairs (low, high) of `words`; writes words.length / 2 positions to `into`. */
  findAll(words: Uint32Array, into: Uint32Array): void;
}

/** The same bytes as pairs of low and high words. */
export function addressWords(addresses: BigUint64Array): Uint32Array {
  return new Uint32Array(addresses.buffer, addresses.byteOffset, addresses.length * 2);
}

/** Two rows of one column have the same address. */
export class DuplicateAddress extends Error {
  readonly position: number;

  constructor(position: number) {
    super(`the address at position ${position} is there twice`);
    this.position = position;
  }
}
