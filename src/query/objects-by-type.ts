import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { teamOf } from '../base/team.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';
import { freedOf } from './freed.ts';
import { asItIs, type Derivation, type Heap } from './heap.ts';

/** The objects of each type that no cut frees, ascending: those of type t are objects[first[t]] … objects[first[t + 1] - 1]. */
export interface ObjectsByType {
  /** Length types + 1. */
  readonly first: Uint32Array;
  readonly objects: Uint32Array;
}

/** A counting sort, O(objects + types), 4 bytes an object. */
export const objectsByType: Derivation<ObjectsByType> = {
  name: 'sorting objects by type',
  compute: (heap, task) => sortByType(heap.snapshot, freedBits(heap, task), task),
};

function sortByType(snapshot: HeapSnapshot, freed: Bitset | undefined, task: Task): ObjectsByType {
  const { objectCount, types } = snapshot;
  const { typeIndexes } = snapshot.objects;
  // Counts at their type + 1 become ends, and filling leaves them as starts: hence one place more.
  const first = new Uint32Array(types.length + 2);
  for (let i = 0; i < objectCount; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, 2 * objectCount);
    if (freed === undefined || !freed.has(i)) first[typeIndexes[i]! + 2]!++;
  }
  for (let i = 1; i < first.length; i++) first[i]! += first[i - 1]!;
  const objects = new Uint32Array(first.at(-1)!);
  for (let i = 0; i < objectCount; i++) {
    if ((i & (STEP - 1)) === 0) task.step(objectCount + i, 2 * objectCount);
    if (freed === undefined || !freed.has(i)) objects[first[typeIndexes[i]! + 1]!++] = i;
  }
  return { first: first.subarray(0, types.length + 1), objects };
}

/** How many objects each type has that no cut frees, and their bytes. */
export interface TypeTally {
  readonly counts: Uint32Array;
  readonly sizes: Float64Array;
}

/** One pass over the objects. Worth keeping: it is the first thing that is asked of most heaps. */
export const tallyByType: Derivation<TypeTally> = {
  name: 'counting objects by type',
  compute(heap, task) {
    const { objectCount, types, objects } = heap.snapshot;
    const { typeIndexes, sizes } = objects;
    const freed = freedBits(heap, task);
    const tally = { counts: new Uint32Array(types.length), sizes: new Float64Array(types.length) };
    for (let i = 0; i < objectCount; i++) {
      if ((i & (STEP - 1)) === 0) task.step(i, objectCount);
      if (freed?.has(i)) continue;
      const type = typeIndexes[i]!;
      tally.counts[type]!++;
      tally.sizes[type]! += sizes[i]!;
    }
    return tally;
  },
  kept: asItIs('tally by type'),
};

/** All objects that no cut frees, ascending. 4 bytes an object. */
export const allObjects: Derivation<Uint32Array> = {
  name: 'listing objects',
  compute(heap, task) {
    const freed = freedBits(heap, task);
    const all = new Uint32Array(heap.snapshot.objectCount);
    // Whoever lists all objects looks at columns of them all: threads that help with reading these start meanwhile.
    const team = teamOf(task);
    if (all.length > team.leastRows) team.begin();
    let count = 0;
    for (let start = 0; start < all.length; start += STEP) {
      task.step(start, all.length);
      const end = Math.min(start + STEP, all.length);
      // Nothing but this in the loop of the usual case, which is quicker by half.
      if (freed === undefined) for (let i = start; i < end; i++) all[count++] = i;
      else for (let i = start; i < end; i++) if (!freed.has(i)) all[count++] = i;
    }
    return count === all.length ? all : all.slice(0, count);
  },
};

/** Undefined: none. */
function freedBits(heap: Heap, task: Task): Bitset | undefined {
  if (heap.lastCut === undefined) return undefined;
  const bits = new Bitset(heap.snapshot.objectCount);
  const { objects } = heap.derived(freedOf, task);
  for (let i = 0; i < objects.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, objects.length);
    bits.add(objects[i]!);
  }
  return bits;
}
