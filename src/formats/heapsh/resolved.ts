import type { AddressIndex } from '../../base/address-index.ts';
import { NONE } from '../../model/kinds.ts';
import type { Numbers } from './numbers.ts';
import { BATCH } from './planes.ts';

/** A column of addresses turned to object indexes, in memory that the next block uses again. */
export class Resolved {
  indexes = new Uint32Array(0);
  count = 0;
  readonly #index: AddressIndex;
  #addresses: Numbers | undefined;
  readonly #memory = new Int32Array(2 * BATCH);

  constructor(index: AddressIndex) {
    this.#index = index;
  }

  resolve(addresses: Numbers | undefined): void {
    this.#addresses = addresses;
    this.count = addresses?.count ?? 0;
    if (this.count > this.indexes.length) this.indexes = new Uint32Array(this.count);
    for (let start = 0; start < this.count; start += BATCH)
      this.#index.findAll(addresses!.pairs(start, this.#memory), this.indexes.subarray(start));
  }

  /** Whether there is an address, and no object at it. */
  leadsNowhere(position: number): boolean {
    return this.indexes[position] === NONE && !this.#addresses!.isZero(position);
  }
}
