import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import { screenViewOf } from '../../src/output/screen/index.ts';
import { freedBy } from '../support/dominance.ts';
import { type HeapSpec, heap, type ObjectSpec } from '../support/heap.ts';
import { labels, many } from '../support/planted.ts';
import { graphSnapshot, randomGraph } from '../support/random-graph.ts';
import { cellsOf, rowsOf, sessionOn } from '../support/run-command.ts';

/** A healthy program of a few dozen modules, each with its own things, and what is planted: each held by another module. */
function program(planted: Record<string, ObjectSpec>, held: Record<string, string>): HeapSpec {
  const modules = 40;
  return {
    objects: {
      ...many('m', modules, (i) => ({
        type: 'module',
        name: `m${i}`,
        size: 100,
        attributes: { __dict__: `d${i}` },
      })),
      ...many('d', modules, (i) => ({
        type: 'dict',
        size: 300,
        entries: [
          [`k${i}`, `v${i}`],
          ...Object.entries(held)
            .slice(i, i + 1)
            .map(([name, label]) => [`key ${name}`, label] as const),
        ],
      })),
      ...many('k', modules, (i) => ({ type: 'str', value: `v${i}`, size: 50 })),
      ...many('v', modules, () => ({ type: 'app.Thing', size: 200 })),
      ...Object.fromEntries(
        Object.keys(held).map((name) => [`key ${name}`, { type: 'str', value: name, size: 50 }]),
      ),
      ...planted,
    },
    types: { 'app.Error': { kind: 'exception' }, ...(planted.Registry && { type: { object: 'Registry' } }) },
    roots: { module: labels('m', modules) },
  };
}

/** One of each kind of leak: what is planted in a program, and what the first finding says of it. */
const plants: Record<
  string,
  { spec: HeapSpec; rule: string; sentence: string; holder: string; objects: number }
> = {
  'a dict of sessions that a class holds': {
    spec: program(
      {
        Registry: { type: 'type', name: 'Registry', attributes: { __dict__: 'fields' } },
        fields: { type: 'dict', entries: [['liveKey', 'live']] },
        liveKey: { type: 'str', value: 'live' },
        live: { type: 'dict', entries: labels('session', 50).map((label, i) => [`id${i}`, label]) },
        ...many('id', 50, (i) => ({ type: 'int', value: i, size: 28 })),
        ...many('session', 50, () => ({ type: 'app.Session', size: 1000 })),
      },
      { Registry: 'Registry' },
    ),
    rule: 'accumulation',
    sentence: 'class type.live holds 50 Session',
    holder: 'live',
    objects: 101,
  },
  'two lists of the same jobs': {
    spec: program(
      {
        jobs: { type: 'list', elements: labels('job', 50) },
        late: { type: 'list', elements: labels('job', 50) },
        ...many('job', 50, () => ({ type: 'app.Job', size: 1000 })),
      },
      { jobs: 'jobs', late: 'late' },
    ),
    rule: 'cache',
    sentence: 'module m0.jobs holds 50 Job, 100% of all',
    holder: 'jobs',
    objects: 50,
  },
  'jobs that two objects hold by fields': {
    spec: program(
      {
        one: {
          type: 'app.Owner',
          attributes: Object.fromEntries(labels('job', 50).map((job) => [job, job])),
        },
        other: {
          type: 'app.Owner',
          attributes: Object.fromEntries(labels('job', 50).map((job) => [job, job])),
        },
        ...many('job', 50, () => ({ type: 'app.run.<locals>.Job', size: 1000 })),
      },
      { one: 'one', other: 'other' },
    ),
    rule: 'type',
    sentence: '50 Job, held not by one object but by many, such as app.Owner',
    holder: 'one',
    objects: 50,
  },
  'one large buffer': {
    spec: program(
      { buffer: { type: 'bytes', size: 60_000, value: new Uint8Array(4) } },
      { buffer: 'buffer' },
    ),
    rule: 'large object',
    sentence: 'bytes is one bytes',
    holder: 'buffer',
    objects: 1,
  },
  'exceptions with their tracebacks': {
    spec: program(
      {
        one: {
          type: 'app.Owner',
          attributes: Object.fromEntries(labels('error', 50).map((error) => [error, error])),
        },
        other: {
          type: 'app.Owner',
          attributes: Object.fromEntries(labels('error', 50).map((error) => [error, error])),
        },
        ...many('error', 50, (i) => ({ type: 'app.Error', attributes: { __traceback__: `tb${i}` } })),
        ...many('tb', 50, (i) => ({ type: 'traceback', attributes: { tb_frame: `frame${i}` } })),
        ...many('frame', 50, () => ({ type: 'frame', size: 1000 })),
      },
      { one: 'one', other: 'other' },
    ),
    rule: 'type',
    sentence:
      '50 Error, held not by one object but by many, such as app.Owner; 50 tracebacks, 50 frames would go with it',
    holder: 'one',
    objects: 150,
  },
  'a chain': {
    spec: program(
      many('link', 300, (i) => ({
        type: 'app.Link',
        size: 200,
        attributes: i < 299 ? { next: `link${i + 1}` } : {},
      })),
      { first: 'link0' },
    ),
    rule: 'chain',
    sentence: '300 Link are linked by .next, 300 in a row',
    holder: 'link0',
    objects: 300,
  },
  'a chain by the dicts of instances': {
    spec: program(
      {
        next: { type: 'str', value: 'next' },
        ...many('link', 300, (i) => ({
          type: 'app.Link',
          size: 100,
          attributes: { __dict__: `fields${i}` },
        })),
        ...many('fields', 300, (i) => ({ type: 'dict', entries: i < 299 ? [['next', `link${i + 1}`]] : [] })),
      },
      { first: 'link0' },
    ),
    rule: 'chain',
    sentence: '300 Link are linked by .next, 300 in a row',
    holder: 'link0',
    objects: 601,
  },
};

describe.each(Object.entries(plants))('%s', (_, { spec, rule, sentence, holder, objects }) => {
  const { snapshot, id } = heap(spec);
  const { table, run } = sessionOn(snapshot);

  test('is found first, by its holder, with all that it would free', async () => {
    const answer = await table('leaks');
    expect(rowsOf(answer)[0]).toMatchObject({
      rule,
      finding: sentence,
      holder: id(holder),
      objects,
      within: undefined,
    });
    expect(answer.objectsOf(0)).toHaveLength(objects);
    expect(answer.subjectOf(0)).toBe(id(holder));
    expect(answer.provenance.notes).toEqual([]);
  });

  test('each finding is shown by its command', async () => {
    const commands = cellsOf(await table('found = leaks --share 1'), 'command');
    for (const [command] of commands) {
      const result = await run(String(command).replace('_[', 'found['));
      expect(
        result.kind === 'tree' ? result.roots.length : result.kind === 'table' ? result.rowCount : 1,
      ).toBeGreaterThan(0);
    }
  });
});

test('texts that many objects have each for themselves: what sharing them would save', async () => {
  const planted = {
    ...many('node', 60, (i) => ({ type: 'app.Node', attributes: { name: `text${i}` } })),
    ...many('text', 60, (i) => ({ type: 'str', value: `text ${i % 3}`, size: 300 + i })),
  };
  const spec = program(planted, {});
  const { table } = sessionOn(
    heap({ ...spec, roots: { ...spec.roots, thread: labels('node', 60) } }).snapshot,
  );
  const [first] = cellsOf(await table('leaks | where rule = "duplicates"'), 'finding', 'bytes', 'objects');
  const bytes = 300 * 57 + (57 * 56) / 2;
  expect(first).toEqual(['57 str repeat 3 others', bytes, 57]);
  const cut = many('text', 60, (i) => ({
    type: 'str',
    value: `text ${i % 3}`,
    length: 100 + (i % 3),
    size: 300,
  }));
  const long = program({ ...planted, ...cut }, {});
  const known = sessionOn(heap({ ...long, roots: { ...long.roots, thread: labels('node', 60) } }).snapshot);
  expect(cellsOf(await known.table('leaks | where rule = "duplicates"'), 'finding')).toEqual([
    ['57 str repeat 3 others, 57 of them as far as their beginnings tell'],
  ]);
});

test('a healthy program: nothing stands out, and what was looked for', async () => {
  const answer = await sessionOn(heap(program({}, {})).snapshot).table('leaks');
  expect(answer.rowCount).toBe(0);
  expect(answer.provenance.notes[0]).toMatch(
    /^nothing stands out: .* explains 5% of the 25.4 KiB in 160 objects/,
  );
});

test('a share is per cent', async () => {
  const { run } = sessionOn(heap(program({}, {})).snapshot);
  for (const share of ['0', '101', '-1'])
    await expect(run(`leaks --share ${share}`)).rejects.toThrow(/between 0 and 100/);
});

test('of two leaks the larger first, and neither explains the other', async () => {
  const { table } = sessionOn(
    heap(
      program(
        {
          ids: { type: 'list', elements: labels('id', 50) },
          ...many('id', 50, () => ({ type: 'app.Id', size: 300 })),
          jobs: { type: 'list', elements: labels('job', 50) },
          ...many('job', 50, () => ({ type: 'app.Job', size: 1000 })),
        },
        { ids: 'ids', jobs: 'jobs' },
      ),
    ).snapshot,
  );
  expect(cellsOf(await table('leaks'), 'finding', 'within')).toEqual([
    ['module m1.jobs holds 50 Job', undefined],
    ['module m0.ids holds 50 Id', undefined],
  ]);
});

const twoLists = {
  ids: { type: 'list', elements: labels('id', 50) },
  ...many('id', 50, () => ({ type: 'app.Id', size: 300 })),
  jobs: { type: 'list', elements: [...labels('job', 50), ...labels('job', 5), 'id0'] },
  ...many('job', 50, () => ({ type: 'app.Job', size: 1000 })),
};

test('what a container holds is counted in the places that it has, not in what would be freed', async () => {
  const { table } = sessionOn(heap(program(twoLists, { ids: 'ids', jobs: 'jobs' })).snapshot);
  const [[finding, objects]] = cellsOf(await table('leaks'), 'finding', 'objects') as [[string, number]];
  expect(finding).toBe('module m1.jobs holds 50 Job in 56 items');
  expect(objects).toBe(51);
});

test('a line calls its row by where it stands, and the row means the holder', async () => {
  const { snapshot, id } = heap(program(twoLists, { ids: 'ids', jobs: 'jobs' }));
  const { table, run } = sessionOn(snapshot);
  expect(cellsOf(await table('leaks'), 'command')).toEqual([['dom _[0] --depth 2'], ['dom _[1] --depth 2']]);
  const sorted = await table('leaks | sort bytes');
  expect(cellsOf(sorted, 'command')).toEqual([['dom _[0] --depth 2'], ['dom _[1] --depth 2']]);
  const view = screenViewOf(sorted);
  expect(view.line?.(1, '$7')).toBe('dom $7[1] --depth 2');
  const tree = await run('dom _[1] --depth 2');
  expect(tree.kind === 'tree' && tree.roots.map(({ object }) => object)).toEqual([id('jobs')]);
});

test('in random heaps a finding frees what it says, and no row is below the share', async () => {
  await fc.assert(
    fc.asyncProperty(randomGraph({ maxObjects: 30 }), async (spec) => {
      const random = sessionOn(graphSnapshot(spec));
      const { graph } = random.session.current!;
      const rooted = { graph, named: Uint32Array.from(spec.roots), hidden: new Uint32Array() };
      const answer = await random.table('leaks');
      for (const [row, { bytes, objects, rule, holder }] of rowsOf(answer).entries()) {
        const freed = [...answer.objectsOf(row)].sort((a, b) => a - b);
        expect(bytes).toBe(freed.reduce((sum, object) => sum + spec.sizes[object]!, 0));
        expect(objects).toBe(freed.length);
        if (rule === 'accumulation' || rule === 'large object')
          expect(freed).toEqual(freedBy(rooted, [Number(holder)]));
        // Whatever is gone with them is gone already.
        expect(freedBy(rooted, freed)).toEqual(freed);
      }
    }),
  );
});

test('in a heap of a Pylint that kept exceptions, the cache that keeps them, and the tracebacks, come first', async () => {
  const file = fileURLToPath(new URL('../../src/example/pylint.heapsh', import.meta.url));
  const { table } = sessionOn(await openSnapshot(file, { task: quietTask }));
  const [first] = rowsOf(await table('leaks | head 1'));
  expect(first!.finding).toMatch(
    /^astroid\.manager\.AstroidManager\._mod_file_cache holds 78 AstroidImportError in 137 entries; 16,616 tracebacks, 13,167 frames would go/,
  );
  // The exceptions and what they keep are most of it.
  const freed = await table('whatif *->AstroidImportError');
  expect(Number(first!.bytes) / freed.totals!.bytes!).toBeGreaterThan(0.95);
  expect(Number(first!.share)).toBeGreaterThan(20);
});
