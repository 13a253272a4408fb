import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { checkSnapshot } from '../../../src/model/check-snapshot.ts';
import { dominatorTreeOf } from '../../../src/query/dominance.ts';
import { findFact } from '../../../src/query/facts.ts';
import { Heap } from '../../../src/query/heap.ts';
import { runtimeOf } from '../../../src/query/runtimes/index.ts';
import { expectColumns, NO_DISTANCE } from './devtools/expect-columns.ts';
import { heapsnapshot, type NodeSpec, read } from './heapsnapshot.ts';

const load = (name: string): Buffer =>
  brotliDecompressSync(readFileSync(join(import.meta.dirname, 'devtools', name)));

test.each(['node20', 'node24'])('%s: everything is what Chrome DevTools says', async (name) => {
  const snapshot = await read(load(`${name}.heapsnapshot.br`));
  expect(snapshot.objectCount).toBeGreaterThan(40_000);
  expectColumns(snapshot, load(`${name}.columns.br`));
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
