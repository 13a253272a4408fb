import { type Freed, freedObjects } from '../analysis/freed.ts';
import { without } from '../base/ascending.ts';
import { pickValues } from '../base/pick-values.ts';
import { STEP, type Task } from '../base/task.ts';
import { freedNearby } from './freed-nearby.ts';
import type { Derivation, Heap } from './heap.ts';
import { reachableOf } from './reachability.ts';

/** What the cuts in force made unreachable, all together. */
export const freedOf: Derivation<Freed> = {
  name: 'finding what the cuts free',
  compute(heap, task) {
    const objects = freedNearby(heap.whole, { edges: heap.graph.absent }, task) ?? freedAnywhere(heap, task);
    return withBytes(heap, objects, task);
  },
};

function freedAnywhere(heap: Heap, task: Task): Uint32Array {
  const before = heap.whole.derived(reachableOf, task);
  return freedObjects(before, heap.derived(reachableOf, task), task);
}

/** What the last of the cuts freed of what those before it had left. */
export const freedByLastCutOf: Derivation<Freed> = {
  name: 'finding what the cut frees',
  compute(heap, task) {
    const all = heap.derived(freedOf, task);
    const under = heap.lastCut?.under ?? heap;
    if (under === heap.whole && under !== heap) return all;
    const before = under.derived(freedOf, task);
    return withBytes(heap, without(all.objects, before.objects), task);
  },
};

/** With what they take up together, added up when somebody asks. Exact up to 2^53. */
export function withBytes(heap: Heap, objects: Uint32Array, task: Task): Freed {
  let bytes: number | undefined;
  return {
    objects,
    get bytes() {
      bytes ??= addUp(pickValues(heap.near.objects.sizes, objects, task), task);
      return bytes;
    },
  };
}

function addUp(sizes: Float64Array, task: Task): number {
  let sum = 0;
  for (let i = 0; i < sizes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, sizes.length);
    sum += sizes[i]!;
  }
  return sum;
}
