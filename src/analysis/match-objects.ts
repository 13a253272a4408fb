import { addressWords } from '../base/address-index.ts';
import { indexAddresses } from '../base/index-addresses.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';

/** What the objects of two snapshots of one process are matched by. */
export interface MatchedColumns {
  readonly addresses: BigUint64Array;
  readonly heapIds: Float64Array | undefined;
}

/**
 * For each object of the earlier snapshot the one at the same address in the later, or NONE. O(objects), about 6 bytes an
 * object of the later one while it runs.
 */
export function matchByAddress(before: MatchedColumns, after: MatchedColumns, task: Task): Uint32Array {
  const { addresses } = before;
  const index = indexAddresses(after.addresses, task);
  const found = new Uint32Array(addresses.length);
  const words = addressWords(addresses);
  for (let from = 0; from < found.length; from += STEP) {
    task.step(from, found.length);
    const to = Math.min(from + STEP, found.length);
    index.findAll(words.subarray(2 * from, 2 * to), found.subarray(from, to));
    // No address is no place to meet.
    for (let object = from; object < to; object++) if (addresses[object] === 0n) found[object] = NONE;
  }
  return found;
}

/** The same by heap ids, which a runtime gives to one object alone. O(objects), 12 – 24 bytes an object of the later one. */
export function matchByHeapId(before: MatchedColumns, after: MatchedColumns, task: Task): Uint32Array {
  const found = new Uint32Array(before.addresses.length).fill(NONE);
  if (before.heapIds === undefined || after.heapIds === undefined) return found;
  const ids = BigUint64Array.from(after.heapIds, BigInt);
  const index = indexAddresses(ids, task);
  before.heapIds.forEach((id, object) => {
    if ((object & (STEP - 1)) === 0) task.step(object, found.length);
    found[object] = index.find(id >>> 0, Math.floor(id / 2 ** 32));
  });
  return found;
}
