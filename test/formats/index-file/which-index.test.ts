import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { identityOf, indexName, isSameFile, isSettled } from '../../../src/formats/index-file/identity.ts';
import { IndexReader } from '../../../src/formats/index-file/index-reader.ts';
import { IndexWriter } from '../../../src/formats/index-file/index-writer.ts';
import { dropOwnParts, indexEntries, makeRoom, sweep } from '../../../src/formats/index-file/make-room.ts';
import { pack } from '../../../src/formats/index-file/pack.ts';
import { openIndexed } from '../../../src/formats/open-indexed.ts';
import { heap } from '../../support/heap.ts';
import { openAndSave, settle, storeAt } from '../../support/index-store.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';

const write = temporaryFiles();

const notAsked = () => {
  throw new Error('nobody asked for it');
};

const snapshotOf = (type: string) =>
  writeHeapsh(heap({ objects: { a: { type }, b: { type: 'list', elements: ['a'] } }, roots: {} }).snapshot);

function typesOf({ types }: { readonly types: readonly { readonly name: string }[] }): string[] {
  return types.map(({ name }) => name);
}

/** Those in the folder that are not whole index files. */
function leftovers(path: string): string[] {
  return readdirSync(dirname(path)).filter((name) => name.endsWith('.part'));
}

test('a snapshot that has changed, though not its size, gets a new index', async () => {
  const file = settle(write('changed.heapsh', snapshotOf('app.Old')));
  const { store, warnings } = storeAt(`${file}.index`, notAsked);
  await openAndSave(file, store);
  writeFileSync(file, snapshotOf('app.New'));
  utimesSync(file, 1_600_000_001, 1_600_000_001);
  expect(typesOf(await openAndSave(file, store))).toContain('app.New');
  expect(warnings).toEqual([
    `the index ${file}.index is of another snapshot, or of this one before it was changed: it is made anew`,
  ]);
  expect(typesOf(await openAndSave(file, store))).toContain('app.New');
  expect(warnings).toHaveLength(1);
});

test('one that was only moved keeps its index, and is called what it is called now', async () => {
  const file = settle(write('here.heapsh', snapshotOf('app.A')));
  const { store, warnings } = storeAt(`${file}.index`, notAsked);
  await openAndSave(file, store);
  const moved = `${file}.moved`;
  renameSync(file, moved);
  const { snapshot, index } = await openIndexed(moved, { store, task: quietTask });
  expect(index).toBeDefined();
  expect(snapshot.source.file).toBe(moved);
  expect(warnings).toEqual([]);
});

test('what another version has written is made anew without a word', async () => {
  const file = settle(write('version.heapsh', snapshotOf('app.A')));
  const { store, warnings } = storeAt(`${file}.index`, notAsked);
  await openAndSave(file, { ...store, writer: 'an older one' });
  const before = readFileSync(`${file}.index`);
  await openAndSave(file, store);
  expect(readFileSync(`${file}.index`).equals(before)).toBe(false);
  await openAndSave(file, store);
  expect(warnings).toEqual([]);
});

test('one laid out as by another version, or on a machine of the other byte order, is made anew without a word', async () => {
  const file = settle(write('layout.heapsh', snapshotOf('app.A')));
  const path = `${file}.index`;
  const { store, warnings } = storeAt(path, notAsked);
  await openAndSave(file, store);
  const now = readFileSync(path);
  for (const change of [
    (header: Buffer) => header.writeUInt32LE(1, 20),
    (header: Buffer) => header.subarray(16, 20).reverse(),
  ]) {
    const old = Buffer.from(now);
    change(old);
    old.writeUInt32LE(crc32(old.subarray(0, 60)), 60);
    writeFileSync(path, old);
    expect(IndexReader.open(path)).toBe('outdated');
    expect(typesOf(await openAndSave(file, store))).toContain('app.A');
    expect(readFileSync(path).equals(now)).toBe(true);
  }
  expect(warnings).toEqual([]);
});

test('a file that is no index is neither read nor overwritten', async () => {
  const file = settle(write('alien.heapsh', snapshotOf('app.A')));
  const { store, warnings } = storeAt(file, notAsked);
  const before = readFileSync(file);
  expect(typesOf(await openAndSave(file, store))).toContain('app.A');
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(warnings).toEqual([`the index ${file} is no index: it is not read`]);
});

test('no index is kept while the snapshot may still be written to, or when it has too few rows for the cache', async () => {
  const fresh = write('fresh.heapsh', snapshotOf('app.A'));
  await openAndSave(fresh, storeAt(`${fresh}.index`, notAsked).store);
  expect(existsSync(`${fresh}.index`)).toBe(false);
  settle(fresh);
  await openAndSave(fresh, storeAt(`${fresh}.index`, notAsked, { isExplicit: false, leastRows: 10 }).store);
  expect(existsSync(`${fresh}.index`)).toBe(false);
  await openAndSave(fresh, storeAt(`${fresh}.index`, notAsked, { isExplicit: false, leastRows: 3 }).store);
  expect(existsSync(`${fresh}.index`)).toBe(true);
  expect(leftovers(fresh)).toEqual([]);
});

test('clocks that go wrong: files of the future are settled too, once their time is not now', () => {
  const at = (seconds: number) => ({
    size: 1,
    modified: String(BigInt(seconds) * 1_000_000_000n),
    sample: '',
  });
  const now = 1_700_000_000_000;
  expect(isSettled(at(1_700_000_000), now)).toBe(false);
  expect(isSettled(at(1_700_000_001), now)).toBe(false);
  expect(isSettled(at(1_700_100_000), now)).toBe(true);
  expect(isSettled(at(0), now)).toBe(true);
});

test('files are told apart by size, time and content, not by name', async () => {
  const bytes = Buffer.alloc(8 << 20, 'x');
  const file = settle(write('a', bytes));
  const copy = settle(`${copyTo(file, `${file}-copy`)}`);
  const same = [identityOf(file), identityOf(copy)];
  expect(isSameFile(same[0]!, same[1]!)).toBe(true);
  expect(indexName(same[0]!)).toBe(indexName(same[1]!));
  for (const at of [0, (1 << 20) - 1, 7 << 20, bytes.length - 1]) {
    const other = Buffer.from(bytes);
    other[at] = 1;
    const changed = identityOf(settle(write('b', other)))!;
    expect(isSameFile(changed, same[0]!)).toBe(false);
    expect(indexName(changed)).not.toBe(indexName(same[0]!));
  }
  utimesSync(copy, 1_600_000_000, 1_600_000_002);
  expect(isSameFile(identityOf(copy)!, same[0]!)).toBe(false);
  expect(identityOf(`${file}-missing`)).toBeUndefined();
});

function copyTo(from: string, to: string): string {
  copyFileSync(from, to);
  return to;
}

test('an index is private, and its folder', async () => {
  const file = settle(write('private.heapsh', snapshotOf('app.A')));
  const path = join(dirname(file), 'new', 'folder', 'an.index');
  await openAndSave(file, storeAt(path, notAsked).store);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
});

test('two who open and write at once both get what they ask for, and one index stays', async () => {
  const file = settle(write('race.heapsh', snapshotOf('app.A')));
  const { store, warnings } = storeAt(`${file}.index`, notAsked);
  const all = await Promise.all(Array.from({ length: 8 }, () => openAndSave(file, store)));
  expect(all.map(typesOf)).toEqual(all.map(() => typesOf(all[0]!)));
  // Adding a part moves the file aside: who comes second finds none, or the new one, and nothing is lost.
  const opened = await Promise.all(all.map(() => openIndexed(file, { store, task: quietTask })));
  await Promise.all(opened.map(({ snapshot, index }, n) => index!.save(snapshot, [[`part ${n}`, { n }]])));
  expect(typesOf(await openAndSave(file, store))).toEqual(typesOf(all[0]!));
  expect(warnings).toEqual([]);
  expect(leftovers(file)).toEqual([]);
});

test('what could not be added leaves the file as it was', async () => {
  const file = settle(write('full.heapsh', snapshotOf('app.A')));
  const path = `${file}.index`;
  const { store } = storeAt(path, notAsked);
  await openAndSave(file, store);
  const before = readFileSync(path);
  const reader = IndexReader.open(path);
  if (typeof reader === 'string') throw new Error(reader);
  const writer = await IndexWriter.append(path, reader);
  expect(existsSync(path)).toBe(false);
  await writer!.add('more', pack({ values: new Float64Array(100_000).fill(0.1) }));
  await writer!.abandon();
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(leftovers(path)).toEqual([]);
});

test('an index that cannot be written is told of only where it was asked for', async () => {
  const file = settle(write('nowhere.heapsh', snapshotOf('app.A')));
  const path = join(file, 'within-a-file', 'an.index');
  const asked = storeAt(path, notAsked);
  expect(typesOf(await openAndSave(file, asked.store))).toContain('app.A');
  expect(asked.warnings).toEqual([`the index ${path} cannot be written: part of its path is not a folder`]);
  const cached = storeAt(path, notAsked, { isExplicit: false });
  expect(typesOf(await openAndSave(file, cached.store))).toContain('app.A');
  expect(cached.warnings).toEqual([]);
});

test('a folder that may not be written to is no problem', async () => {
  const file = settle(write('read-only.heapsh', snapshotOf('app.A')));
  const path = join(dirname(file), 'locked', 'an.index');
  await openAndSave(file, storeAt(path, notAsked).store);
  chmodSync(dirname(path), 0o500);
  const { store, warnings } = storeAt(path, notAsked, { isExplicit: false });
  const { snapshot, index } = await openIndexed(file, { store, task: quietTask });
  await index!.save(snapshot, [['more', { a: 1 }]]);
  expect(warnings).toEqual([]);
  chmodSync(dirname(path), 0o700);
});

test('what was not used for longest goes first when room is needed, and what dead processes left', () => {
  const names = ['newest', 'middle', 'oldest'];
  const paths = names.map((name) => write(`${name}.index`, Buffer.alloc(100)));
  for (const [i, path] of paths.entries()) utimesSync(path, 2_000_000_000 - i, 2_000_000_000 - i);
  const [newest, middle, oldest] = paths as [string, string, string];
  const gone = spawnSync(process.execPath, ['--version']).pid;
  const dead = write(`x.index.${gone}-a.part`, Buffer.alloc(9));
  const old = settle(write(`x.index.${process.pid}-b.part`, Buffer.alloc(9)));
  const alive = write(`x.index.${process.pid}-c.part`, Buffer.alloc(9));
  const room = indexEntries(dirname(newest)).findIndex(({ path }) => path === middle) + 1;
  expect(
    indexEntries(dirname(newest))
      .slice(0, 3)
      .map(({ path }) => path),
  ).toEqual(paths);
  makeRoom(oldest, room * 100);
  expect([newest, middle, oldest].map((path) => existsSync(path))).toEqual([true, true, true]);
  makeRoom(oldest, 100);
  expect([newest, middle, oldest].map((path) => existsSync(path))).toEqual([true, false, true]);
  expect([dead, old, alive].map((path) => existsSync(path))).toEqual([false, false, true]);
});

test.skipIf(process.platform !== 'linux')(
  'what a process has left that has ended, though nobody has asked how, goes too',
  async () => {
    // Whoever starts it has become another program, which does not ask; before that it may ask what has ended by then.
    const parent = spawn('sh', ['-c', 'sleep 2 & echo $!; exec sleep 60']);
    const [text] = (await once(parent.stdout, 'data')) as [Buffer];
    const ended = Number(text);
    await vi.waitFor(() => expect(readFileSync(`/proc/${ended}/stat`, 'latin1')).toContain(') Z '), {
      timeout: 30_000,
    });
    const left = write(`y.index.${ended}-a.part`, Buffer.alloc(9));
    sweep(dirname(left));
    expect(existsSync(left)).toBe(false);
    parent.kill();
  },
);

test('whoever opens by an index of the cache sweeps what dead processes left beside it', async () => {
  const file = settle(write('sweeping.heapsh', snapshotOf('app.A')));
  const path = join(dirname(file), 'sweeping.index');
  const { store } = storeAt(path, notAsked, { isExplicit: false });
  await openAndSave(file, store);
  const before = statSync(path).ino;
  const gone = spawnSync(process.execPath, ['--version']).pid;
  const left = write(`z.index.${gone}-a.part`, Buffer.alloc(9));
  await openAndSave(file, store);
  expect([existsSync(left), statSync(path).ino]).toEqual([false, before]);
});

test('who begins to write sweeps what dead processes left of it, and beside an index that the user named nothing else', async () => {
  const file = settle(write('swept.heapsh', snapshotOf('app.A')));
  const path = join(dirname(file), 'swept.index');
  const gone = spawnSync(process.execPath, ['--version']).pid;
  const left = write(`swept.index.${gone}-a.part`, Buffer.alloc(9));
  const other = write(`other.${gone}-b.part`, Buffer.alloc(9));
  const { index } = await openIndexed(file, { store: storeAt(path, notAsked).store, task: quietTask });
  expect([left, other].map((part) => existsSync(part))).toEqual([false, true]);
  await index?.abandon();
  const own = write(`swept.index.${process.pid}-c.part`, Buffer.alloc(9));
  dropOwnParts(dirname(path), 'swept.index');
  expect([own, other].map((part) => existsSync(part))).toEqual([false, true]);
});
