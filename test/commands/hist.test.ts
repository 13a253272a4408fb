import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { heapsnapshot, type NodeSpec, read, rooted } from '../formats/v8/heapsnapshot.ts';
import { heap, type ObjectSpec } from '../support/heap.ts';
import { randomHeap } from '../support/random-heap.ts';
import { cellsOf, handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

const { snapshot, id } = pythonHeap();
const { run, table } = sessionOn(snapshot);

/** Behind the two of `rooted`. */
const FIRST_NODE = 2;

const types = ['list', 'dict', 'app.Node', 'lib.Node'];
const randomObjects = fc.array(
  fc.record({ type: fc.constantFrom(...types), size: fc.constantFrom(0, 16, 24, 4096) }),
  { minLength: 1, maxLength: 25 },
);

function snapshotOf(objects: readonly ObjectSpec[]) {
  return heap({ objects: Object.fromEntries(objects.map((each, i) => [`o${i}`, each])) }).snapshot;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

test('by type, agrees with brute force', async () => {
  await fc.assert(
    fc.asyncProperty(randomObjects, async (objects) => {
      const answer = await sessionOn(snapshotOf(objects)).table('hist');
      const expected = types
        .map((type) => ({
          type,
          sizes: objects.filter((each) => each.type === type).map(({ size }) => size),
        }))
        .filter(({ sizes }) => sizes.length > 0)
        .map(({ type, sizes }) => ({ type, count: sizes.length, size: sum(sizes) }))
        .sort((a, b) => b.size - a.size || b.count - a.count || (a.type < b.type ? -1 : 1));
      expect(rowsOf(answer)).toMatchObject(expected);
      expected.forEach(({ type, size }, row) => {
        const members = objects.flatMap((each, i) => (each.type === type ? [i] : []));
        expect([...answer.objectsOf(row)]).toEqual(members);
        const before = sum(expected.slice(0, row + 1).map((each) => each.size));
        const all = sum(objects.map((each) => each.size));
        const shares = { cumulative: before, cumulative_pct: all === 0 ? 0 : (100 * before) / all };
        expect(rowsOf(answer)[row]).toMatchObject({
          index: row,
          ...shares,
          size_pct: all && (100 * size) / all,
        });
      });
    }),
  );
});

/** A tree of objects, as a V8 heap: the first is a global, any other is held by one before it. */
const randomTree = fc
  .array(fc.record({ holder: fc.nat(), size: fc.constantFrom(0, 16, 24, 1 << 14, 1 << 20) }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((objects) =>
    objects.map(({ size }, i): NodeSpec => {
      const held = objects.flatMap(({ holder }, to) => (to > i && holder % to === i ? [to] : []));
      const edges = held.map((to) => ({ type: 'property', name: `p${to}`, to: FIRST_NODE + to }));
      return { type: 'object', name: 'Node', id: 101 + 2 * i, size, edges };
    }),
  );

test.each(['size', '@size', '@retained', '@depth', '@distance'])(
  'by %s, a whole heap is grouped as the same objects are one by one',
  async (key) => {
    const few = { numRuns: 25 };
    const same = async (of: HeapSnapshot) => {
      const { table } = sessionOn(of);
      const whole = await table(`hist by ${key}`);
      const one = await table(`hist all by ${key}`);
      expect(rowsOf(whole)).toEqual(rowsOf(one));
      expect(handlesOf(whole)).toEqual(handlesOf(one));
      expect(whole.columns.map(({ unit }) => unit)).toEqual(one.columns.map(({ unit }) => unit));
    };
    await fc.assert(
      fc.asyncProperty(randomHeap, (spec) => same(heap(spec).snapshot)),
      few,
    );
    await fc.assert(
      fc.asyncProperty(randomTree, async (nodes) =>
        same(await read(heapsnapshot(rooted([FIRST_NODE], [], nodes)))),
      ),
      few,
    );
  },
);

test('has the columns that scripts rely on', async () => {
  const { columns, kind, total, rowCount } = await table('hist');
  expect(columns.map(({ name }) => name)).toEqual([
    'index',
    'count',
    'count_pct',
    'size',
    'size_pct',
    'cumulative',
    'cumulative_pct',
    'type',
  ]);
  expect([kind, total]).toEqual(['table', rowCount]);
});

test('rows are handles, and rows that were picked are numbered anew', async () => {
  await table('some = hist | where type ~ "^(frame|traceback)$"');
  expect(cellsOf(await table('some | sort size'), 'index', 'type')).toEqual([
    [0, 'traceback'],
    [1, 'frame'],
  ]);
  expect(handlesOf(await table('objects some[0]'))).toEqual([[id('mainFrame')], [id('loadFrame')]]);
});

test('of the whole heap tells how many objects are unreachable', async () => {
  const { provenance } = await run('hist');
  expect(provenance.notes).toEqual(['4 objects are unreachable: hist unreachable']);
  expect((await run('hist traceback')).provenance.notes).toEqual([]);
});

describe('by', () => {
  async function groups(line: string) {
    return Object.fromEntries(
      cellsOf(await table(line), 'type', 'count').map(([type, count]) => [type, count]),
    );
  }

  test('clodo: an instance owns the dict of its fields', async () => {
    expect(await groups('hist dict by clodo')).toEqual({ 'dict of module': 1, 'dict of app.Node': 1 });
  });

  test('module, kind and size', async () => {
    expect((await groups('hist by module')).app).toBe(2);
    expect(await groups('hist traceback or frame by kind')).toEqual({ traceback: 2, frame: 2 });
    expect(await groups('hist traceback or frame by size')).toEqual({ 64: 2, 400: 1, 420: 1 });
  });

  test('via: the set of edges by which it is referred to', async () => {
    expect(await groups('hist int by via')).toEqual({ '.f_locals["page"], ["page"], [3]': 1 });
    expect(await groups('hist app.Node or traceback by via')).toEqual({
      '(nothing)': 1,
      '.__traceback__': 1,
      '.tb_next': 1,
    });
  });

  test('via: a weak edge does not count', async () => {
    expect(await groups('hist module by via')).toEqual({ '(nothing)': 1 });
  });

  test('referrer: the set of classes, or dicts of classes, that refer to it', async () => {
    expect(await groups('hist int by referrer')).toEqual({ 'dict of app.Node, frame, list': 1 });
    expect(await groups('hist traceback by referrer')).toEqual({ 'app.AppError': 1, traceback: 1 });
  });

  test('a fact or a field', async () => {
    expect(await groups('hist frame by @line')).toEqual({ 14: 1, 5: 1 });
    expect(await groups('hist traceback by @file')).toEqual({ '/srv/app.py': 1, '/srv/store.py': 1 });
  });

  test('what is no key', async () => {
    await expect(run('hist by nonsense')).rejects.toThrow('no key `nonsense`');
    await expect(run('hist by refferer')).rejects.toMatchObject({ hint: 'did you mean `referrer`?' });
    await expect(run('hist by allocated')).rejects.toMatchObject({ hint: 'did you mean `@allocated`?' });
    await expect(run('hist --by kind')).rejects.toMatchObject({ hint: '`by` is written without dashes' });
  });

  test('a key that nothing has is told of', async () => {
    const { provenance } = await table('hist by @allocated');
    expect(provenance.notes).toEqual(
      expect.arrayContaining([expect.stringContaining('none of these objects has @allocated')]),
    );
    expect((await table('hist by @line')).provenance.notes).not.toContainEqual(
      expect.stringContaining('@line'),
    );
  });
});

test('of nothing has no rows', async () => {
  expect(await table('hist traceback[@line = 99]')).toMatchObject({ rowCount: 0, total: 0 });
});

test('the kind may be sorted by, and what adds up the rows above goes with their order', async () => {
  const names = async (line: string) => (await table(line)).columns.map(({ name }) => name);
  const types = rowsOf(await table('hist | sort kind')).map(({ type }) => type);
  expect(types).toEqual([...types].sort());
  expect(await names('hist | sort kind')).not.toContain('cumulative');
  expect(await names('hist | where index != 1')).not.toContain('cumulative_pct');
  for (const line of ['hist', 'hist | head 2', 'hist | tail 2', 'hist | sort size desc'])
    expect(await names(line)).toContain('cumulative');
});
