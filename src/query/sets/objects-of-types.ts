import { ascending } from '../../base/ascending.ts';
import { GrowableArray } from '../../base/growable-array.ts';
import { eachPiece } from '../../base/paged-column.ts';
import type { Task } from '../../base/task.ts';
import { teamOf } from '../../base/team.ts';
import type { Derivation, Heap } from '../heap.ts';
import { allObjects, objectsByType } from '../objects-by-type.ts';
import type { Scope } from '../scope.ts';

/** All objects of some types that no cut frees, ascending. Of one type: a view, nothing is copied. */
export function objectsOfTypes(types: readonly number[], { heap, task }: Scope): Uint32Array {
  const few = inOnePass(types, heap, task);
  if (few !== undefined) return few;
  const { first, objects } = heap.derived(objectsByType, task);
  const runs = types
    .map((type) => objects.subarray(first[type], first[type + 1]))
    .filter((run) => run.length > 0);
  if (runs.length === 1) return runs[0]!;
  const total = runs.reduce((sum, run) => sum + run.length, 0);
  if (total === objects.length) return heap.derived(allObjects, task);
  return ascending(joined(runs, total), objects.length, task);
}

function joined(runs: readonly Uint32Array[], total: number): Uint32Array {
  const indexes = new Uint32Array(total);
  let at = 0;
  for (const run of runs) {
    indexes.set(run, at);
    at += run.length;
  }
  return indexes;
}

/** After so many passes over the objects' types, all objects are sorted by type. */
const MOST_PASSES = 3;

const passesOf: Derivation<{ count: number }> = {
  name: 'looking for objects',
  compute: () => ({ count: 0 }),
};

/**
 * Finding those of few types takes a third of the time that sorting all takes, and reads no more than a piece of the
 * column at a time; all of it where threads are there to help with that. Undefined: all have been sorted, or shall be.
 */
function inOnePass(types: readonly number[], heap: Heap, task: Task): Uint32Array | undefined {
  if (heap.lastCut !== undefined || heap.known(objectsByType) !== undefined) return undefined;
  const passes = heap.derived(passesOf, task);
  if (passes.count++ === MOST_PASSES) return undefined;
  const isOne = new Uint8Array(heap.snapshot.types.length);
  for (const type of types) isOne[type] = 1;
  const found = new GrowableArray(Uint32Array);
  const { objects } = teamOf(task).hasBegun ? heap.snapshot : heap.near;
  eachPiece(objects.typeIndexes, (values, start) => {
    task.step(start, heap.snapshot.objectCount);
    addThose(found, values, start, isOne);
  });
  return found.finish();
}

function addThose(
  found: GrowableArray<Uint32Array>,
  types: Uint32Array,
  start: number,
  isOne: Uint8Array,
): void {
  const room = found.extend(types.length);
  const { array } = found;
  let count = room;
  for (let i = 0; i < types.length; i++) if (isOne[types[i]!] === 1) array[count++] = start + i;
  found.length = count;
}
