import { AddressHash } from './address-hash.ts';
import { type AddressIndex, type AddressIndexColumns, addressWords } from './address-index.ts';
import { AddressPages } from './address-pages.ts';
import { buildAddressPages } from './build-address-pages.ts';
import { quietTask, type Task } from './task.ts';

/**
 * Indexes a column of addresses, all but its zeroes ("no address"). O(n). The column is kept, not copied.
 * Throws DuplicateAddress when two are the same, for the first that was there before: the hash finds it.
 */
export function indexAddresses(addresses: BigUint64Array, task: Task = quietTask): AddressIndex {
  const words = addressWords(addresses);
  return buildAddressPages(words, task) ?? AddressHash.build(words, task);
}

/** The same index as another thread has built. */
export function indexOver(columns: AddressIndexColumns): AddressIndex {
  return columns.kind === 'pages' ? new AddressPages(columns) : new AddressHash(columns);
}
