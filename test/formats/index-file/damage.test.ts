import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { IndexContents } from '../../../src/formats/index-file/index-contents.ts';
import { IndexReader } from '../../../src/formats/index-file/index-reader.ts';
import { openIndexed } from '../../../src/formats/open-indexed.ts';
import { openSnapshot } from '../../../src/formats/open-snapshot.ts';
import { everythingOf } from '../../support/everything-of.ts';
import { heap } from '../../support/heap.ts';
import { openAndSave, settle, storeAt } from '../../support/index-store.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';

const write = temporaryFiles();

const small = () =>
  heap({
    objects: {
      app: { type: 'module', attributes: { cache: 'cache' }, line: 3, name: 'app', file: 'app.py' },
      cache: { type: 'dict', entries: [['key', 'value']], refcount: 5, generation: 2 },
      key: { type: 'str', value: 'key' },
      value: { type: 'float', value: 1.5, weak: { owner: 'app' } },
      count: { type: 'int', value: 7n },
    },
    roots: { module: ['app'] },
  }).snapshot;

/** A snapshot with a whole index, and what is to be seen in it. */
async function indexed(name: string) {
  const file = settle(write(`${name}.heapsh`, writeHeapsh(small())));
  const truth = await openSnapshot(file, { task: quietTask });
  const path = `${file}.index`;
  const { store, warnings } = storeAt(path, () => truth);
  await openAndSave(file, store);
  return { file, truth, path, store, warnings, whole: readFileSync(path) };
}

test('an index that was cut anywhere is known to be damaged', async () => {
  const { file, path, store, warnings, truth, whole } = await indexed('cut');
  for (let length = whole.length - 1; length >= 0; length--) {
    truncateSync(path, length);
    expect([length, IndexReader.open(path)]).toEqual([length, 'damaged']);
  }
  expect(everythingOf(await openAndSave(file, store))).toEqual(everythingOf(truth));
  expect(warnings).toEqual([`the index ${path} is damaged: it is made anew`]);
  expect(readFileSync(path).length).toBe(whole.length);
});

test('an index in which any bit is another one is not used, or gives the right answers all the same', async () => {
  const { file, path, truth, whole } = await indexed('flipped');
  const expected = everythingOf(truth);
  const found = { unusable: 0, repaired: 0, harmless: 0 };
  for (let at = 0; at < whole.length; at++) {
    const index = Buffer.from(whole);
    index[at]! ^= 1 << (at % 8);
    // Not cut to nothing first: some file systems would wait for the disk.
    writeFileSync(path, index, { flag: 'r+' });
    const reader = IndexReader.open(path);
    if (typeof reader === 'string') {
      expect([at, reader]).toEqual([at, at < 16 ? 'alien' : 'damaged']);
      found.unusable++;
      continue;
    }
    let told = 0;
    const contents = new IndexContents(reader, () => told++);
    const read = everythingOf(contents.snapshot(file, () => truth));
    expect([at, isDeepStrictEqual(read, expected)]).toEqual([at, true]);
    expect([at, contents.isDamaged, told]).toEqual([at, told === 1, Math.min(told, 1)]);
    found[told === 1 ? 'repaired' : 'harmless']++;
  }
  // Between columns there are bytes that mean nothing.
  expect(found.harmless).toBeLessThan(whole.length / 5);
  expect(found.unusable).toBeGreaterThan(64);
  expect(found.repaired).toBeGreaterThan(1000);
});

test.each([
  ['in its header', 30],
  ['in a column', 64],
  ['in its directory', -40],
])('an index that is damaged %s is whole again after it was used', async (_, at) => {
  const { file, path, store, warnings, truth, whole } = await indexed('again');
  const index = Buffer.from(whole);
  index[(at + index.length) % index.length]! ^= 0x10;
  writeFileSync(path, index);
  const { snapshot, index: used } = await openIndexed(file, { store, task: quietTask });
  expect(everythingOf(snapshot)).toEqual(everythingOf(truth));
  expect(warnings).toEqual([`the index ${path} is damaged: it is made anew`]);
  await used!.save(snapshot, []);
  expect(everythingOf(await openAndSave(file, store))).toEqual(everythingOf(truth));
  expect(warnings).toHaveLength(1);
});

test('where the snapshot has gone meanwhile, a damaged index says so', async () => {
  const { file, path, whole } = await indexed('gone');
  const index = Buffer.from(whole);
  index[64]! ^= 1;
  writeFileSync(path, index);
  const other = heap({ objects: { a: { type: 'list' } }, roots: {} }).snapshot;
  const { store } = storeAt(path, () => other);
  const { snapshot } = await openIndexed(file, { store, task: quietTask });
  expect(() => everythingOf(snapshot)).toThrow('the index file is damaged, and the snapshot has changed');
});
