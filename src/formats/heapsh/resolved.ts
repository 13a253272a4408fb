import type { AddressIndex } from '../../base/address-index.ts';
import { NONE } from '../../model/kinds.ts';
import type { Numbers } from './numbers.ts';
import { BATCH } from './planes.ts';

const NOTHING = new Uint32Array(0);

/** A column of addresses turned to object indexes, in memory that the next block uses again. */
export class Resolved {
  indexes: Uint32Array = NOTHING;
  count = 0;
  readonly #index: AddressIndex;
  #memory: Uint32Array = NOTHING;
  #words: Uint32Array = NOTHING;

  constructor(index: AddressIndex) {
    this.#index = index;
  }

  resolve(addresses: Numbers | undefined): void {
    this.count = addresses?.count ?? 0;
    if (this.count > this.indexes.length) {
      this.indexes = new Uint32Array(this.count);
      this.#memory = new Uint32Array(2 * this.count);
    }
    this.#words = addresses?.allPairs(this.#memory) ?? NOTHING;
    // While they are in the cache.
    for (let start = 0; start < this.count; start += BATCH)
      this.#index.findAll(addresses!.pairs(start, this.#memory), this.indexes.subarray(start));
  }

  /** Whether there is an address, and no object at it. */
  leadsNowhere(position: number): boolean {
    const isNothing = this.#words[2 * position] === 0 && this.#words[2 * position + 1] === 0;
    return this.indexes[position] === NONE && !isNothing;
  }
}
