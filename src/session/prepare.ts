import type { Task } from '../base/task.ts';
import { dominatorTreeOf } from '../query/dominance.ts';
import type { Heap } from '../query/heap.ts';
import { objectsByType } from '../query/objects-by-type.ts';
import { distancesOf, referrerEdgesOf } from '../query/reachability.ts';

/** Most questions need these, the last least. Computed while the user reads and types, they cost nobody a wait. */
const likelyNeeded = [objectsByType, referrerEdgesOf, distancesOf, dominatorTreeOf];

/**
 * Stops when a request comes in; what is ready by then is kept, and calling it again goes on from there. Never throws:
 * a command that needs what could not be computed will say why.
 */
export function prepare(heap: Heap, task: Task): void {
  try {
    for (const derivation of likelyNeeded) heap.derived<unknown>(derivation, task);
  } catch {
    return;
  }
}
