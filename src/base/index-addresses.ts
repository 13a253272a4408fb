import { AddressHash } from './address-hash.ts';
import { type AddressIndex, addressWords } from './address-index.ts';
import { AddressPages } from './address-pages.ts';
import { quietTask, type Task } from './task.ts';

/**
 * Indexes a column of addresses, all but its zeroes ("no address"). O(n). The column is kept, not copied.
 * Throws DuplicateAddress when two are the same.
 */
export function indexAddresses(addresses: BigUint64Array, task: Task = quietTask): AddressIndex {
  const words = addressWords(addresses);
  return AddressPages.build(words, task) ?? AddressHash.build(words, task);
}
