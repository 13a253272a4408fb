import { NONE } from '../../model/kinds.ts';
import type { SetNode } from '../../query/ast.ts';
import type { Heap } from '../../query/heap.ts';
import { errorAt } from '../../query/place-error.ts';

/** Throws QueryError when no object begins at an address; its hint is the object that the address is inside of, if any. */
export function requireAddress({ snapshot }: Heap, node: SetNode & { readonly kind: 'address' }): void {
  const { address } = node;
  if (snapshot.objectAt(address) !== NONE) return;
  const before = lastObjectUpTo(snapshot.objects.addresses, address);
  const hint = before === NONE ? undefined : nearText(snapshot, before, address);
  throw errorAt(node, `no object at 0x${address.toString(16)}`, hint);
}

/** The object with the highest address that is not above. One pass over the addresses: only an error waits for it. */
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

function nearText({ objects, types }: Heap['snapshot'], object: number, address: bigint): string | undefined {
  const start = objects.addresses[object]!;
  const offset = address - start;
  if (offset >= BigInt(objects.sizes[object]!)) return undefined;
  const type = types[objects.typeIndexes[object]!]!.name;
  return `it is byte ${offset} of the ${type} at 0x${start.toString(16)}`;
}
