import type { CaptureFacts } from '../../model/snapshot.ts';

/** The root and what is made up beside it have ids that never change. */
const MADE_UP = 3;

/**
 * Whether an object's id is its own for as long as it lives, as V8 and Hermes give them out. JavaScriptCore (Bun) numbers
 * objects when it writes a snapshot, anew each time: there, each node has the id after that of the node before, which in V8
 * no two objects ever have. O(nodes), but a few of them where ids are stable.
 */
export function identityOf(heapIds: Float64Array): CaptureFacts['identity'] {
  if (heapIds.length <= MADE_UP) return 'stable';
  for (let node = MADE_UP; node < heapIds.length; node++) {
    if (heapIds[node]! !== heapIds[node - 1]! + 1) return 'stable';
  }
  return 'none';
}
