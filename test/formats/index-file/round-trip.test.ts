import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual, types } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bitset } from '../../../src/base/bitset.ts';
import { pickValues } from '../../../src/base/pick-values.ts';
import { quietTask } from '../../../src/base/task.ts';
import { usuallyShown } from '../../../src/commands/dominator-view/shown-tree.ts';
import { equalGroupsOfAll } from '../../../src/commands/duplicates/equal-groups.ts';
import { byVia } from '../../../src/commands/partition/by-via.ts';
import { asSortedGroups, keptGroupsBy } from '../../../src/commands/partition/kept-groups.ts';
import type { SortedGroups } from '../../../src/commands/partition/partition.ts';
import { SHARE, suspectsAt } from '../../../src/commands/suspects/suspects.ts';
import { wasteOfAll } from '../../../src/commands/wasted/waste-rows.ts';
import { IndexContents } from '../../../src/formats/index-file/index-contents.ts';
import { IndexReader } from '../../../src/formats/index-file/index-reader.ts';
import { IndexWriter } from '../../../src/formats/index-file/index-writer.ts';
import { pack } from '../../../src/formats/index-file/pack.ts';
import { openIndexed } from '../../../src/formats/open-indexed.ts';
import { openSnapshot } from '../../../src/formats/open-snapshot.ts';
import { checkSnapshot } from '../../../src/model/check-snapshot.ts';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import { dominatorTreeOf } from '../../../src/query/dominance.ts';
import { equalValuesOf } from '../../../src/query/equal-values/equal-values.ts';
import { ownDistancesOf } from '../../../src/query/facts.ts';
import { Heap } from '../../../src/query/heap.ts';
import { tallyByType } from '../../../src/query/objects-by-type.ts';
import { distancesOf, referrerEdgesOf, referrersOf } from '../../../src/query/reachability.ts';
import { runtimeOf } from '../../../src/query/runtimes/index.ts';
import { exampleSnapshot } from '../../../src/session/example.ts';
import { ThreadTeam } from '../../../src/session/team/thread-team.ts';
import { everythingOf } from '../../support/everything-of.ts';
import { heap } from '../../support/heap.ts';
import { openAndSave, settle, storeAt } from '../../support/index-store.ts';
import { randomHeap } from '../../support/random-heap.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { WatchedTeam } from '../../support/watched-team.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';

const write = temporaryFiles();
const derivations = [
  distancesOf,
  ownDistancesOf,
  referrersOf,
  referrerEdgesOf,
  dominatorTreeOf,
  tallyByType,
  equalValuesOf,
  equalGroupsOfAll,
  wasteOfAll,
  usuallyShown,
  suspectsAt(SHARE),
  suspectsAt(0.1),
] as const;

const neverReread = () => {
  throw new Error('the snapshot was read again');
};

function heapOver(snapshot: HeapSnapshot, index?: ConstructorParameters<typeof Heap>[4]): Heap {
  return new Heap('h', snapshot, runtimeOf(snapshot.capture.runtime), undefined, index);
}

/** All that was derived, as plain values. */
function derivedOf(heap: Heap, known: 'known' | 'derived') {
  return derivations.map((derivation) => {
    const value =
      known === 'known' ? heap.known<unknown>(derivation) : heap.derived<unknown>(derivation, quietTask);
    return structuredClone(derivation.kept!.pack(value as never));
  });
}

test('every property of a snapshot is the same when it comes from its index', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(randomHeap, async (spec) => {
      const file = settle(write('random.heapsh', writeHeapsh(heap(spec).snapshot)));
      const { store, warnings } = storeAt(`${file}.${++runs}.index`, neverReread);
      const first = await openAndSave(file, store);
      const { snapshot: second, index } = await openIndexed(file, { store, task: quietTask });
      expect(index).toBeDefined();
      expect(second).not.toBe(first);
      expect(everythingOf(second)).toEqual(everythingOf(first));
      expect(checkSnapshot(second)).toEqual([]);
      expect(warnings).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('the example, its referrers, distances and dominators are the same, and not computed again', async () => {
  const file = exampleSnapshot();
  const path = write('example.index', Buffer.of());
  rmSync(path);
  const { store, warnings } = storeAt(path, neverReread);
  const first = await openIndexed(file, { store, task: quietTask });
  const firstHeap = heapOver(first.snapshot, first.index);
  const derived = derivedOf(firstHeap, 'derived');
  await first.index!.save(first.snapshot, firstHeap.toKeep());
  const second = await openIndexed(file, { store, task: quietTask });
  const direct = await openSnapshot(file, { task: quietTask });
  // Millions of numbers: what `toEqual` says of a difference would take a minute even where there is none.
  expect(isDeepStrictEqual(derivedOf(heapOver(second.snapshot, second.index), 'known'), derived)).toBe(true);
  expect(isDeepStrictEqual(everythingOf(second.snapshot), everythingOf(direct))).toBe(true);
  expect(warnings).toEqual([]);
});

test('groups of a whole heap come back with what they are called, also where that is damaged', async () => {
  const file = exampleSnapshot();
  const path = write('groups.index', Buffer.of());
  rmSync(path);
  const direct = await openSnapshot(file, { task: quietTask });
  const { store } = storeAt(path, () => direct);
  const groupsByVia = keptGroupsBy('via', byVia);
  const first = await openIndexed(file, { store, task: quietTask });
  const firstHeap = heapOver(first.snapshot, first.index);
  const groups = firstHeap.derived(groupsByVia, quietTask);
  await first.index!.save(first.snapshot, firstHeap.toKeep());
  const plain = ({ key, order, ...columns }: SortedGroups) => {
    const groups = Array.from({ length: order.length }, (_, row) => order.at(row));
    return { ...columns, groups, keys: groups.map(key) };
  };
  const expected = plain(asSortedGroups(groups));
  expect(new Set(expected.keys).size).toBeGreaterThan(20_000);
  const again = async () => {
    const { snapshot, index } = await openIndexed(file, { store, task: quietTask });
    return plain(asSortedGroups(heapOver(snapshot, index).known(groupsByVia)!));
  };
  expect(isDeepStrictEqual(await again(), expected)).toBe(true);
  const bytes = readFileSync(path);
  const part = (IndexReader.open(path) as IndexReader).directory.parts['groups by via']!;
  for (const { offset } of part.columns) bytes[offset + 20]! ^= 1;
  writeFileSync(path, bytes);
  expect(isDeepStrictEqual(await again(), expected)).toBe(true);
});

test('several threads read the columns of an index, and find out what is damaged', async () => {
  const file = exampleSnapshot();
  const path = write('threads.index', Buffer.of());
  rmSync(path);
  const task = { ...quietTask, team: new WatchedTeam(new ThreadTeam(4, 1)) };
  const direct = await openSnapshot(file, { task: quietTask });
  const { store, warnings } = storeAt(path, () => direct);
  const first = await openIndexed(file, { store, task });
  await first.index!.save(first.snapshot, []);
  const second = await openIndexed(file, { store, task });
  expect(isDeepStrictEqual(everythingOf(second.snapshot), everythingOf(direct))).toBe(true);
  expect([...task.team.shared]).toContain('read pieces of an index');
  expect(warnings).toEqual([]);
  const bytes = readFileSync(path);
  const [targets] = largestPieces(path);
  bytes[targets! + 100_000]! ^= 1;
  writeFileSync(path, bytes);
  const third = await openIndexed(file, { store, task });
  expect(isDeepStrictEqual(everythingOf(third.snapshot), everythingOf(direct))).toBe(true);
  expect(warnings).toEqual([`the index ${path} is damaged: it is made anew`]);
});

test('who looks at a few rows gets what is there, also where that turns out to be damaged', async () => {
  const count = 300_000;
  const edges = {
    first: new Uint32Array(count + 1).map((_, i) => i),
    targets: new Uint32Array(count).map((_, i) => (i * 7919) % count),
    weak: new Bitset(count),
  };
  const path = write('near.index', Buffer.of());
  const identity = { size: 1, modified: '1', sample: '' };
  const writer = await IndexWriter.create(path, IndexWriter.begin(path), {
    writer: 'test',
    identity,
    file: 'x',
  });
  await writer.add('edges', pack(edges));
  await writer.finish();
  const bytes = readFileSync(path);
  bytes[largestPieces(path)[0]! + 100]! ^= 1;
  writeFileSync(path, bytes);
  let told = 0;
  const contents = new IndexContents(IndexReader.open(path) as IndexReader, () => told++);
  const whole = contents.part('edges', () => edges) as typeof edges;
  const near = contents.near(whole);
  expect(near.weak).toBe(whole.weak);
  expect([near.first[count], near.first[3], near.targets[count - 1], told]).toEqual([count, 3, 292081, 0]);
  // A proxy for each: the arrays themselves have not been read.
  expect([types.isProxy(near.first), types.isProxy(near.targets)]).toEqual([true, true]);
  expect([near.targets[5], told, contents.isDamaged]).toEqual([edges.targets[5], 1, true]);
  expect(isDeepStrictEqual([...near.targets], [...edges.targets])).toBe(true);
  expect(isDeepStrictEqual([...near.first], [...edges.first])).toBe(true);
  expect(contents.near(edges)).toBe(edges);
});

test('values that are picked are read by several threads, and those of a damaged column are right too', async () => {
  const count = 300_000;
  const column = { first: new Uint32Array(count).map((_, i) => (i * 7919) % count) };
  const columns = {
    ...column,
    second: Float64Array.from(column.first, (value) => value / 2),
    kinds: Uint8Array.from(column.first),
    ids: BigInt64Array.from(column.first, BigInt),
  };
  const path = write('picked.index', Buffer.of());
  const identity = { size: 1, modified: '1', sample: '' };
  const writer = await IndexWriter.create(path, IndexWriter.begin(path), {
    writer: 'test',
    identity,
    file: 'x',
  });
  await writer.add('columns', pack(columns));
  await writer.finish();
  const team = new WatchedTeam(new ThreadTeam(3, 1));
  const task = { ...quietTask, team };
  const rows = new Uint32Array(5000).map((_, i) => i * 60);
  const unsorted = Uint32Array.of(count - 1, 0, 70_000, 70_000, 5);
  const expectRight = (told: number) => {
    const damage = { told: 0 };
    const contents = new IndexContents(IndexReader.open(path) as IndexReader, () => damage.told++);
    const near = contents.near(contents.part('columns', () => columns) as typeof columns);
    for (const name of ['first', 'second', 'kinds'] as const) {
      for (const asked of [rows, unsorted, rows.subarray(0, 0)]) {
        const expected = Array.from(asked, (row) => columns[name][row]);
        expect([...pickValues<Uint32Array | Float64Array | Uint8Array>(near[name], asked, task)]).toEqual(
          expected,
        );
      }
    }
    expect(damage.told).toBe(told);
  };
  expectRight(0);
  expect([...team.shared]).toContain('pick values of an index');
  const bytes = readFileSync(path);
  for (const at of largestPieces(path)) bytes[at + 100]! ^= 1;
  writeFileSync(path, bytes);
  expectRight(1);
});

/** Where in the file the columns begin that take the most room. */
function largestPieces(path: string): number[] {
  const reader = IndexReader.open(path);
  if (typeof reader === 'string') throw new Error(reader);
  const columns = Object.values(reader.directory.parts).flatMap((part) => part.columns);
  const length = ({ pieces }: (typeof columns)[number]) => pieces.reduce((sum, [bytes]) => sum + bytes, 0);
  return columns.toSorted((a, b) => length(b) - length(a)).map(({ offset }) => offset);
}

test('what becomes known later is added to the file, and what is there stays', async () => {
  const { snapshot } = heap({
    objects: { app: { type: 'module', attributes: { a: 'a' } }, a: { type: 'list', elements: ['a'] } },
    roots: { module: ['app'] },
  });
  const file = settle(write('grows.heapsh', writeHeapsh(snapshot)));
  const { store } = storeAt(`${file}.index`, neverReread);
  await openAndSave(file, store);
  for (const derivation of derivations) {
    const { snapshot: read, index } = await openIndexed(file, { store, task: quietTask });
    const grown = heapOver(read, index);
    expect(grown.known<unknown>(derivation)).toBeUndefined();
    grown.derived<unknown>(derivation, quietTask);
    await index!.save(read, grown.toKeep());
  }
  const last = await openIndexed(file, { store, task: quietTask });
  const direct = heapOver(await openSnapshot(file, { task: quietTask }));
  expect(derivedOf(heapOver(last.snapshot, last.index), 'known')).toEqual(derivedOf(direct, 'derived'));
  expect(everythingOf(last.snapshot)).toEqual(everythingOf(direct.snapshot));
});

test('a heap of another runtime, with heap ids instead of addresses, is the same too', async () => {
  const file = write('own.heapsnapshot', Buffer.of());
  execFileSync(process.execPath, ['-e', "require('node:v8').writeHeapSnapshot(process.argv[1])", file]);
  settle(file);
  const { store, warnings } = storeAt(`${file}.index`, neverReread);
  const first = await openAndSave(file, store);
  const { snapshot: second } = await openIndexed(file, { store, task: quietTask });
  expect(second.objects.heapIds?.length).toBe(first.objectCount);
  expect(isDeepStrictEqual(everythingOf(second), everythingOf(first))).toBe(true);
  expect(warnings).toEqual([]);
});

test('under cuts nothing that was kept is believed', async () => {
  const { snapshot, id } = heap({
    objects: { app: { type: 'module', attributes: { a: 'a' } }, a: { type: 'list' } },
    roots: { module: ['app'] },
  });
  const file = settle(write('cut.heapsh', writeHeapsh(snapshot)));
  const { store } = storeAt(`${file}.index`, neverReread);
  const first = await openIndexed(file, { store, task: quietTask });
  const whole = heapOver(first.snapshot, first.index);
  whole.derived(distancesOf, quietTask);
  await first.index!.save(first.snapshot, whole.toKeep());
  const second = await openIndexed(file, { store, task: quietTask });
  const edges = new Bitset(second.snapshot.edgeCount);
  for (let edge = 0; edge < edges.size; edge++) edges.add(edge);
  const cut = heapOver(second.snapshot, second.index).without({
    number: 1,
    text: 'all',
    edges,
    edgeCount: edges.size,
  });
  expect(cut.derived(distancesOf, quietTask).distances[id('a')]).toBe(0xffffffff);
});
