import { Bitset } from '../../base/bitset.ts';
import type { Heap } from '../heap.ts';
import { allObjects, objectsByType } from '../objects-by-type.ts';
import type { Scope } from '../scope.ts';

/** Above this many objects, one pass over a bit an object is faster than sorting. */
const FEW = 1 << 16;

/** All objects of some types that no cut frees, ascending. Of one type: a view, nothing is copied. */
export function objectsOfTypes(types: readonly number[], { heap, task }: Scope): Uint32Array {
  const { first, objects } = heap.derived(objectsByType, task);
  const runs = types
    .map((type) => objects.subarray(first[type], first[type + 1]))
    .filter((run) => run.length > 0);
  if (runs.length === 1) return runs[0]!;
  const total = runs.reduce((sum, run) => sum + run.length, 0);
  if (total === objects.length) return heap.derived(allObjects, task);
  return total <= FEW ? sorted(runs, total) : ascending(runs, total, heap);
}

function sorted(runs: readonly Uint32Array[], total: number): Uint32Array {
  const indexes = new Uint32Array(total);
  let at = 0;
  for (const run of runs) {
    indexes.set(run, at);
    at += run.length;
  }
  return indexes.sort();
}

function ascending(runs: readonly Uint32Array[], total: number, heap: Heap): Uint32Array {
  const bits = new Bitset(heap.snapshot.objectCount);
  for (const run of runs) for (const index of run) bits.add(index);
  const indexes = new Uint32Array(total);
  let found = 0;
  for (let w = 0; w < bits.words.length; w++) {
    for (let word = bits.words[w]!; word !== 0; word &= word - 1) {
      indexes[found++] = w * 32 + 31 - Math.clz32(word & -word);
    }
  }
  return indexes;
}
