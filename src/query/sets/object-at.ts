import { NONE } from '../../model/kinds.ts';
import type { ObjectNode } from '../ast.ts';
import type { Heap } from '../heap.ts';
import { errorAt } from '../place-error.ts';
import { aroundAddress } from './around-address.ts';

/** The object with an address or heap id. Throws QueryError when there is none. */
export function objectAt(node: ObjectNode, { snapshot, near }: Heap): number {
  const index =
    node.kind === 'address'
      ? snapshot.objectAt(node.address)
      : (near.objects.heapIds?.indexOf(node.id) ?? -1);
  if (index >= 0 && index !== NONE) return index;
  if (node.kind === 'heapId') throw errorAt(node, `no object has the heap id ${node.id}`);
  throw errorAt(
    node,
    `no object is at 0x${node.address.toString(16)}`,
    aroundAddress(snapshot, node.address) ?? 'addresses are those of this snapshot only',
  );
}
