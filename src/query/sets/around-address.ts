import { NONE } from '../../model/kinds.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';

/** The object that an address is inside of, in words; undefined when it is in none. For an error: one pass over the addresses. */
export function aroundAddress(snapshot: HeapSnapshot, address: bigint): string | undefined {
  const before = lastObjectUpTo(snapshot.objects.addresses, address);
  return before === NONE ? undefined : nearText(snapshot, before, address);
}

/** The object with the highest address that is not above. */
function lastObjectUpTo(addresses: BigUint64Array, address: bigint): number {
  let best = NONE;
  let bestAddress = 0n;
  for (let object = 0; object < addresses.length; object++) {
    const found = addresses[object]!;
    if (found > address || found <= bestAddress) continue;
    best = object;
    bestAddress = found;
  }
  return best;
}

function nearText({ objects, types }: HeapSnapshot, object: number, address: bigint): string | undefined {
  const start = objects.addresses[object]!;
  const offset = address - start;
  if (offset >= BigInt(objects.sizes[object]!)) return undefined;
  const type = types[objects.typeIndexes[object]!]!.name;
  return `it is byte ${offset} of the ${type} at 0x${start.toString(16)}`;
}
