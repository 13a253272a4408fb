import { expect } from 'vitest';
import { quietTask } from '../../../../src/base/task.ts';
import { checkSnapshot } from '../../../../src/model/check-snapshot.ts';
import { NONE } from '../../../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../../../src/model/snapshot.ts';
import { dominatorTreeOf } from '../../../../src/query/dominance.ts';
import { findFact } from '../../../../src/query/facts.ts';
import { Heap } from '../../../../src/query/heap.ts';
import { runtimeOf } from '../../../../src/query/runtimes/index.ts';

/** Chrome DevTools' "not reached". */
export const NO_DISTANCE = -5;

/** Dominators, retained sizes, distances and sizes of all objects, as `peer.ts` writes them. */
export function expectColumns(snapshot: HeapSnapshot, bytes: Buffer): void {
  expect(checkSnapshot(snapshot)).toEqual([]);
  const { objectCount, objects } = snapshot;
  const columns = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  expect(columns.length).toBe(4 * objectCount);
  const column = (n: number): Float64Array => columns.subarray(n * objectCount, (n + 1) * objectCount);
  const heap = new Heap('a', snapshot, runtimeOf(snapshot.capture.runtime));
  const tree = heap.derived(dominatorTreeOf, quietTask);
  // DevTools' root is heapsh's place above all roots.
  const dominator = (i: number): number => (tree.idoms[i] === tree.top ? 0 : tree.idoms[i]!);
  expect(differences(objectCount, dominator, column(0))).toEqual([]);
  const retained = (i: number): number => tree.sizes[i === 0 ? tree.top : i]!;
  expect(differences(objectCount, retained, column(1))).toEqual([]);
  const distance = findFact('distance')!.reader(heap, quietTask);
  const told = (i: number): number => Number(distance(i) ?? NO_DISTANCE);
  expect(differences(objectCount, told, column(2))).toEqual([]);
  expect(differences(objectCount, (i) => objects.sizes[i]!, column(3))).toEqual([]);
  expect(tree.idoms.includes(NONE)).toBe(false);
}

/** Where two columns differ: index, ours, theirs. */
function differences(count: number, ours: (i: number) => number, theirs: Float64Array): number[][] {
  const found: number[][] = [];
  for (let i = 0; i < count; i++) if (ours(i) !== theirs[i]) found.push([i, ours(i), theirs[i]!]);
  return found.slice(0, 10);
}
