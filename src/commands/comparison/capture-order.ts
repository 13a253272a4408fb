import type { HeapSnapshot } from '../../model/snapshot.ts';
import type { Heap } from '../../query/heap.ts';

/**
 * The names of snapshots of which none tells its time, in the order in which one process would have written them: V8 numbers
 * objects upwards as it comes to know them, and each snapshot knows new ones. Undefined: that is the order they are in, or
 * their ids do not tell. O(objects).
 */
export function orderOfHeapIds(heaps: readonly Heap[]): readonly string[] | undefined {
  const newest = heaps.map(({ snapshot }) => newestHeapId(snapshot));
  const isTold = newest.every(
    (id, i) => id !== undefined && heaps[i]!.snapshot.capture.captured === undefined,
  );
  if (!isTold || newest.every((id, i) => i === 0 || id! >= newest[i - 1]!)) return undefined;
  const order = [...heaps.keys()].sort((a, b) => newest[a]! - newest[b]!);
  return order.map((i) => heaps[i]!.name);
}

/** Of an object of JavaScript: even ids are made of the addresses of others. Undefined: there is none. */
function newestHeapId({ objects: { heapIds }, capture }: HeapSnapshot): number | undefined {
  if (heapIds === undefined || capture.identity !== 'stable') return undefined;
  let newest = 0;
  for (let object = 0; object < heapIds.length; object++) {
    const id = heapIds[object]!;
    if (id > newest && id % 2 === 1) newest = id;
  }
  return newest;
}
