import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { checkSnapshot } from '../../../src/model/check-snapshot.ts';
import { NONE } from '../../../src/model/kinds.ts';
import { dominatorTreeOf } from '../../../src/query/dominance.ts';
import { findFact } from '../../../src/query/facts.ts';
import { Heap } from '../../../src/query/heap.ts';
import { runtimeOf } from '../../../src/query/runtimes/index.ts';
import { heapsnapshot, type NodeSpec, read } from './heapsnapshot.ts';

/** Chrome DevTools' "not reached". */
const NO_DISTANCE = -5;

const load = (name: string): Buffer =>
  brotliDecompressSync(readFileSync(join(import.meta.dirname, 'devtools', name)));

/** Where two columns differ: index, ours, theirs. */
function differences(count: number, ours: (i: number) => number, theirs: Float64Array): number[][] {
  const found: number[][] = [];
  for (let i = 0; i < count; i++) if (ours(i) !== theirs[i]) found.push([i, ours(i), theirs[i]!]);
  return found.slice(0, 10);
}

test.each(['node20', 'node24'])('%s: everything is what Chrome DevTools says', async (name) => {
  const snapshot = await read(load(`${name}.heapsnapshot.br`));
  expect(checkSnapshot(snapshot)).toEqual([]);
  const { objectCount, objects } = snapshot;
  expect(objectCount).toBeGreaterThan(40_000);
  const bytes = load(`${name}.columns.br`);
  const columns = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  expect(columns.length).toBe(4 * objectCount);
  const column = (n: number): Float64Array => columns.subarray(n * objectCount, (n + 1) * objectCount);
  const heap = new Heap(name, snapshot, runtimeOf(snapshot.capture.runtime));
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
});

/** What DevTools says of a small heap. */
interface Told {
  readonly nodes: readonly NodeSpec[];
  readonly dominators: readonly number[];
  readonly retained: readonly number[];
  readonly distances: readonly number[];
  readonly sizes: readonly number[];
  readonly types: readonly string[];
  readonly detached: readonly number[];
}

test('so it is of heaps with documents, detached nodes, WeakMaps, cycles that nothing holds', async () => {
  const graphs = JSON.parse(load('graphs.json.br').toString()) as readonly Told[];
  expect(graphs.length).toBeGreaterThan(100);
  for (const { nodes, ...told } of graphs) {
    const snapshot = await read(heapsnapshot(nodes));
    expect(checkSnapshot(snapshot)).toEqual([]);
    const heap = new Heap('random', snapshot, runtimeOf(snapshot.capture.runtime));
    const tree = heap.derived(dominatorTreeOf, quietTask);
    const distance = findFact('distance')!.reader(heap, quietTask);
    const { objects, types } = snapshot;
    const each = <T>(tell: (i: number) => T): T[] => nodes.map((_, i) => tell(i));
    expect({
      dominators: each((i) => (tree.idoms[i] === tree.top ? 0 : tree.idoms[i])),
      retained: each((i) => tree.sizes[i === 0 ? tree.top : i]),
      distances: each((i) => distance(i) ?? NO_DISTANCE),
      sizes: each((i) => objects.sizes[i]),
      types: each((i) => types[objects.typeIndexes[i]!]!.name),
      detached: each((i) => objects.detachedness![i]),
    }).toEqual(told);
  }
});
