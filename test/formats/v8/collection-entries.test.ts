import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { checkSnapshot } from '../../../src/model/check-snapshot.ts';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import type { Cell } from '../../../src/query/result.ts';
import { rowsOf, sessionOn } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary-files.ts';
import { read } from './heapsnapshot.ts';

/** Maps and Sets of all sizes up to a few thousand, some of their entries taken out again, and what may be in them. */
const program = `
class Cache extends Map {}
class Value { constructor(n) { this.n = 'n' + n; } }
const sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 63, 64, 65, 500, 4097];
globalThis.many = Object.fromEntries(sizes.map((size) => {
  const map = new Map();
  for (let i = 0; i < size; i++) map.set('key ' + i, new Value(i));
  for (let i = 0; i < size; i += 3) map.delete('key ' + i);
  const set = new Set(Array.from({ length: size }, (_, i) => 'member ' + i));
  return ['of ' + size, { map, set }];
}));
globalThis.all = {
  map: new Map([['text', 'value'], ['object', { a: {} }], ['small', 5], ['flag', true], [7, new Value(7)], [many, new Value(8)]]),
  cache: new Cache([['in', new Value(9)]]),
  list: [1, 'two', new Value(3), null],
};
require('node:v8').writeHeapSnapshot(process.argv[1]);`;

const folder = temporaryFolder();
let snapshot: HeapSnapshot;
beforeAll(async () => {
  const file = join(folder, 'a.heapsnapshot');
  execFileSync(process.execPath, ['-e', program, file]);
  snapshot = await read(readFileSync(file));
}, 60_000);

const rows = async (line: string): Promise<Record<string, Cell>[]> =>
  rowsOf(await sessionOn(snapshot).table(line));

test('the snapshot is whole', () => {
  expect(checkSnapshot(snapshot)).toEqual([]);
});

test('Maps and Sets say how many they have, whatever was taken out', async () => {
  for (const size of [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 63, 64, 65, 500, 4097]) {
    const of = `global->many->"of ${size}"`;
    const left = size - Math.ceil(size / 3);
    // One of which nothing has left a trace may be full of numbers.
    expect(await rows(`${of}->map | select @len`)).toEqual([{ len: left || undefined }]);
    expect(await rows(`${of}->set | select @len`)).toEqual([{ len: size || undefined }]);
  }
});

test('what a key leads to, and which Map has it under that key', async () => {
  expect(await rows('global->many->"of 500"->map->["key 7"] | select .n')).toEqual([{ n: 'n7' }]);
  expect(await rows('global->many->"of 500"->map->["key 6"]')).toEqual([]);
  expect(await rows('objects global->all->cache->["in"]<-["in"] | select @type')).toEqual([
    { type: 'Cache' },
  ]);
  expect(await rows('global[.all["map"]["text"] = "value"] | select @type')).toEqual([{ type: 'global' }]);
  expect(await rows('global->all->cache | json $.in.n | select value')).toMatchObject([{ value: 'n9' }]);
});

test('a path through a Map has the key in it', async () => {
  const path = await sessionOn(snapshot).run('chain global->all->cache->["in"]');
  const edges = path.kind === 'path' ? path.steps.map(({ edge }) => edge) : [];
  expect(edges.slice(-4)).toEqual(['.cache', '[[table]]', '["in"]', '']);
});

test('at shows entries as the Map has them; of what leaves no trace the other half', async () => {
  const shown = await sessionOn(snapshot).run('at global->all->map');
  const fields = shown.kind === 'object' ? shown.fields.map(({ edge }) => edge) : [];
  expect(fields.slice(1, 7)).toEqual([
    '["text"]',
    '["object"]',
    '{key}',
    '{key}',
    '[?]',
    expect.stringMatching(/^\[\{of 0: Object, .*\}\]$/),
  ]);
});

test('values in a few words', async () => {
  const textOf = async (set: string) => (await rows(`${set} | select @value`))[0]?.value;
  expect(await textOf('global->all->map')).toBe(
    '{"text" → "value", "object" → Object, "small" → ?, "flag" → ?, ? → Value, Object → Value}',
  );
  expect(await textOf('global->many->"of 500"->set')).toMatch(
    /^\{"member 0", "member 1", .*, …\} \(500 members\)$/,
  );
  expect(await textOf('global->all->list')).toBe('[?, "two", Value, null]');
  expect(await textOf('global->many->"of 0"->map')).toBeUndefined();
});
