import type { Task } from '../base/task.ts';
import { usuallyShown } from '../commands/dominator-view/shown-tree.ts';
import { equalGroupsOfAll } from '../commands/duplicates/equal-groups.ts';
import { SHARE, suspectsAt } from '../commands/suspects/suspects.ts';
import { wasteOfAll } from '../commands/wasted/waste-rows.ts';
import { dominatorTreeOf } from '../query/dominance.ts';
import { storedEdgesOf } from '../query/edges/stored-edges.ts';
import type { Derivation, Heap } from '../query/heap.ts';
import { objectsByType } from '../query/objects-by-type.ts';
import { distancesOf, referrerEdgesOf } from '../query/reachability.ts';

/** Most questions need these, the last least. Computed while the user reads and types, they cost nobody a wait. */
const likelyNeeded = [objectsByType, referrerEdgesOf, distancesOf, dominatorTreeOf];

/** What `dom`, `dups`, `waste` and `leaks` tell of a whole heap, and what `free` needs: each looks at all of it. The quickest first. */
const answers = [usuallyShown, equalGroupsOfAll, wasteOfAll, suspectsAt(SHARE)];

/** Objects. Of more the answers take a quarter of a GiB beside what the heap takes, for what nobody has asked. */
const MOST = 10_000_000;

/**
 * Stops when a request comes in; what is ready by then is kept, and calling it again goes on from there. Never throws:
 * a command that needs what could not be computed will say why.
 */
export function prepare(heap: Heap, task: Task): void {
  deriveAll(likelyNeeded, heap, task);
}

/**
 * The same of what many open a snapshot for, and what its index file keeps: nothing of a heap with cuts, nor of one that is
 * very large.
 */
export function prepareAnswers(heap: Heap, task: Task): void {
  if (heap.lastCut !== undefined || heap.snapshot.objectCount > MOST) return;
  const stored = heap.runtime.stores === undefined ? [] : [storedEdgesOf];
  deriveAll([...stored, ...answers], heap, task);
}

function deriveAll(derivations: readonly Derivation<unknown>[], heap: Heap, task: Task): void {
  try {
    for (const derivation of derivations) heap.derived(derivation, task);
  } catch {
    return;
  }
}
