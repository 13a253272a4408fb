import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { EDGE_KIND_MASK, EdgeKind } from '../../../src/model/kinds.ts';
import { cellsOf, sessionOn } from '../../support/run-command.ts';
import { expectColumns } from './devtools/expect-columns.ts';
import { heapsnapshot, read, rooted } from './heapsnapshot.ts';

const load = (name: string): Buffer =>
  brotliDecompressSync(readFileSync(join(import.meta.dirname, 'devtools/hosts', `${name}.br`)));

const session = async (name: string) => sessionOn(await read(load(`${name}.heapsnapshot`)));

test.each(['bun', 'chrome', 'hermes'])('%s: everything is what Chrome DevTools says', async (name) => {
  const snapshot = await read(load(`${name}.heapsnapshot`));
  expectColumns(snapshot, load(`${name}.columns`));
});

describe('a page in Chrome', () => {
  test('what was taken off it is detached, and what held it is told', async () => {
    const { table } = await session('chrome');
    const held = await table('Widget->node[@detached]');
    expect(held.rowCount).toBe(40);
    expect(cellsOf(held, 'type').every(([type]) => type === 'Detached <section>')).toBe(true);
    expect((await table('"<section>"')).rowCount).toBe(10);
    expect((await table('Widget->node | where not @detached')).rowCount).toBe(10);
    const kinds = cellsOf(await table('hist all[@detached]'), 'type', 'count');
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['Detached <div>', 40],
        ['Detached <shop-item>', 1],
        ['Detached V8EventListener', 40],
      ]),
    );
    expect(String(cellsOf(await table('paths Widget | head 1'), 'path'))).toMatch(/\.cache\b/);
  });

  test('its functions are where they are in the page', async () => {
    const { table } = await session('chrome');
    const rows = cellsOf(
      await table('Function[@name == "tick"] | select @value, @file | head 1'),
      'value',
      'file',
    );
    expect(rows).toEqual([['tick localhost:8080:31', 'http://localhost:8080/']]);
  });
});

describe('a heap of Bun', () => {
  test('has the texts of strings that are made of others', async () => {
    const { table } = await session('bun');
    const names = cellsOf(await table('Session | select .name'), 'name');
    expect(names.map(String).sort()).toEqual(Array.from({ length: 200 }, (_, i) => `session ${i}`).sort());
    const sliced = cellsOf(await table('"(sliced string)" | select @value'), 'value').map(String);
    expect(sliced).toContain('z'.repeat(35));
  });

  test('has the elements of arrays in order', async () => {
    const { edges, objectCount } = await read(load('bun.heapsnapshot'));
    let seen = 0;
    for (let object = 0; object < objectCount; object++) {
      let last = -1;
      for (let e = edges.first[object]!; e < edges.first[object + 1]!; e++) {
        if ((edges.kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.element) continue;
        expect(edges.names[e]).toBeGreaterThanOrEqual(last);
        last = edges.names[e]!;
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(500);
  });

  test('does not tell which objects are those of another snapshot', async () => {
    const snapshot = await read(load('bun.heapsnapshot'));
    expect(snapshot.capture.identity).toBe('none');
    expect((await read(load('chrome.heapsnapshot'))).capture.identity).toBe('stable');
    expect((await read(load('hermes.heapsnapshot'))).capture.identity).toBe('stable');
  });
});

test('a heap of Hermes has its numbers', async () => {
  const { table } = await session('hermes');
  const ids = cellsOf(await table('Session | where exists(.id) | select .id'), 'id').map(Number);
  expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
  const numbers = cellsOf(await table('"(number)" | select @value'), 'value').map(([value]) => value);
  expect(numbers).toEqual(
    expect.arrayContaining([-0.25, 1e300, 5e-324, Number.NaN, Number.POSITIVE_INFINITY]),
  );
});

/** As V8 writes it where it shows itself in full, which Deno asks for: names that say what they are of, nodes of scripts. */
test('a heap of Deno has files, and contexts are of one type', async () => {
  const nodes = rooted(
    [],
    [2, 3, 4, 5],
    [
      { type: 'closure', name: 'handler', id: 5, size: 64 },
      { type: 'object', name: 'system / Context / scope @41', id: 7, size: 24 },
      { type: 'object', name: 'system / Context / scope @43', id: 9, size: 24 },
      { type: 'code', name: 'system / Script / file:///app/main.ts', id: 11, size: 100 },
    ],
  );
  const file = JSON.parse(heapsnapshot(nodes)) as {
    snapshot: { meta: { location_fields: string[]; node_fields: string[] } };
    locations: number[];
  };
  const width = file.snapshot.meta.node_fields.length;
  file.snapshot.meta.location_fields = ['object_index', 'script_id', 'script_object_index', 'line', 'column'];
  file.locations = [2 * width, 6, 5 * width, 20, 3];
  const snapshot = await read(JSON.stringify(file));
  const { table } = sessionOn(snapshot);
  expect(cellsOf(await table('Function | select @file, @line'), 'file', 'line')).toEqual([
    ['file:///app/main.ts', 21],
  ]);
  expect(cellsOf(await table('"system / Context"'), 'value')).toEqual([
    ['system / Context / scope @41'],
    ['system / Context / scope @43'],
  ]);
});

test('a global object without a page is called as Node calls it, however the snapshot was taken', async () => {
  const nodes = rooted(
    [2, 3],
    [],
    [
      {
        type: 'object',
        name: 'global / ',
        id: 5,
        size: 64,
        edges: [{ type: 'property', name: 'cache', to: 4 }],
      },
      { type: 'object', name: 'Window / https://example.org', id: 7, size: 64 },
      { type: 'object', name: 'Cache', id: 9, size: 24 },
    ],
  );
  const { table } = sessionOn(await read(heapsnapshot(nodes)));
  expect(cellsOf(await table('global'), 'type', 'value')).toEqual([['global', '{cache: Cache}']]);
  expect(cellsOf(await table('paths Cache'), 'path')).toEqual([['global.cache']]);
  expect(cellsOf(await table('"Window / https://example.org"'), 'type')).toHaveLength(1);
});
