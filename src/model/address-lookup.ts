import { ABSENT, type AddressIndex, addressWords } from '../base/address-index.ts';
import { indexAddresses } from '../base/index-addresses.ts';
import { NONE } from './kinds.ts';

/** Building an index of millions of addresses takes as long as going through them so often. */
const SCANS = 32;

/** Object index at an address, or NONE. O(1) expected. */
export function findAddress(index: AddressIndex, address: bigint): number {
  if (BigInt.asUintN(64, address) !== address) return NONE;
  const [low, high] = addressWords(BigUint64Array.of(address));
  const found = index.find(low!, high!);
  return found === ABSENT ? NONE : found;
}

/**
 * The same without an index, over addresses that are known to differ. Who asks for a few objects does not wait for an
 * index; who asks for many gets one. `addresses` is asked for when the first look-up comes.
 */
export function addressLookup(addresses: () => BigUint64Array): (address: bigint) => number {
  let scans = 0;
  let index: AddressIndex | undefined;
  return (address) => {
    if (index === undefined && scans++ < SCANS) return scanFor(addresses(), address);
    index ??= indexAddresses(addresses());
    return findAddress(index, address);
  };
}

/** By words: a BigInt a comparison would be ten times slower. */
function scanFor(addresses: BigUint64Array, address: bigint): number {
  if (address === 0n || BigInt.asUintN(64, address) !== address) return NONE;
  const words = addressWords(addresses);
  const [low, high] = addressWords(BigUint64Array.of(address));
  for (let i = 0; i < words.length; i += 2) {
    if (words[i] === low && words[i + 1] === high) return i >>> 1;
  }
  return NONE;
}
