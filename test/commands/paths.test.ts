import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NONE } from '../../src/model/kinds.ts';
import type { Result, TreeNode } from '../../src/query/result.ts';
import { heap } from '../support/heap.ts';
import { randomHeap } from '../support/random-heap.ts';
import { cellsOf, handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';

/**
 * Two modules that reach an exception by a cache, one directly and one by a manager; a traceback below the exception; a
 * frame that is held by something outside the snapshot; a weak way in; and an object that nothing reaches.
 */
const { snapshot, id } = heap({
  objects: {
    tool: { type: 'module', name: 'tool', attributes: { __dict__: 'toolDict' } },
    app: { type: 'module', name: 'app', attributes: { __dict__: 'appDict' } },
    toolDict: { type: 'dict', entries: [['managerName', 'manager']] },
    appDict: { type: 'dict', entries: [['cacheName', 'cache']] },
    managerName: { type: 'str', value: 'MANAGER' },
    cacheName: { type: 'str', value: 'CACHE' },
    manager: { type: 'app.Manager', attributes: { cache: 'cache' } },
    cache: { type: 'dict', entries: [['name', 'error']], weak: { hint: 'watched' } },
    name: { type: 'str', value: 'jobs' },
    error: { type: 'ValueError', size: 80, attributes: { __traceback__: 'outer' } },
    outer: { type: 'traceback', size: 64, attributes: { tb_next: 'inner', tb_frame: 'frame' } },
    inner: { type: 'traceback', size: 60, attributes: { tb_frame: 'frame' } },
    frame: { type: 'frame', locals: { self: 'manager' } },
    held: { type: 'app.Held', attributes: { error: 'error' } },
    watched: { type: 'app.Watched' },
    lost: { type: 'app.Lost', attributes: { error: 'error', part: 'part' } },
    part: { type: 'app.Part' },
  },
  roots: { module: ['tool', 'app'], hidden: ['held'] },
});
const { run, table } = sessionOn(snapshot);

async function steps(line: string): Promise<unknown> {
  const result = await run(line);
  if (result.kind !== 'path') throw new Error(`${line} answers ${result.kind}`);
  return [result.rootKind, ...result.steps.flatMap(({ object, edge }) => [object, edge])];
}

describe('chain', () => {
  const toError = [id('app'), '.__dict__', id('appDict'), '["CACHE"]', id('cache'), '["jobs"]', id('error')];

  test('from the nearest root that has a name, although a hidden one is nearer', async () => {
    const expected = ['module', ...toError, '.__traceback__', id('outer'), '.tb_next', id('inner'), ''];
    expect(await steps('chain traceback[.tb_next is None]')).toEqual(expected);
    expect(await steps('why traceback[.tb_next is None] to roots')).toEqual(expected);
    expect(await steps('find_backref_chain traceback[.tb_next is None] to modules')).toEqual(expected);
  });

  test('to what satisfies a predicate', async () => {
    expect(await steps('traceback | chain to @kind = "exception"')).toEqual([
      undefined,
      id('error'),
      '.__traceback__',
      id('outer'),
      '',
    ]);
  });

  test('of several objects to the nearest, and says so', async () => {
    expect(await steps('chain traceback or ValueError')).toEqual(['module', ...toError, '']);
    expect((await run('chain traceback or ValueError')).provenance.notes).toEqual([
      'to the nearest of 3 objects',
    ]);
  });

  test('around what is excluded, and from hidden roots when there is no other way', async () => {
    expect(await steps('chain ValueError --exclude app.Manager or dict')).toEqual([
      'hidden',
      id('held'),
      '.error',
      id('error'),
      '',
    ]);
  });

  test('an object that is a root, one that is not held, and none', async () => {
    expect(await steps('chain module[@name = "app"]')).toEqual(['module', id('app'), '']);
    expect(await steps('chain app.Lost')).toEqual([undefined]);
    const whyNot = async (line: string) => (await run(line)).provenance.notes;
    expect(await whyNot('chain app.Lost')).toEqual(['no root keeps it alive: nothing refers to it']);
    expect(await whyNot('chain app.Watched')).toEqual([
      'no root keeps it alive: the one reference to it is weak (backrefs)',
    ]);
    expect(await whyNot('chain app.Part')).toEqual([
      'no root keeps it alive: what refers to it is not alive (backrefs)',
    ]);
    expect((await run('chain app.Watched to modules')).provenance.notes).toEqual([
      'no module keeps it alive',
    ]);
    expect((await run('chain ValueError[@size = 0]')).provenance.notes).toEqual(['the set is empty']);
  });
});

describe('paths', () => {
  test('the shortest first, each once, as an expression', async () => {
    const result = await table('paths ValueError');
    expect(cellsOf(result, 'length', 'root', 'root_kind', 'path')).toEqual([
      [3, id('app'), 'module', 'module app.__dict__["CACHE"]["jobs"]'],
      [4, id('tool'), 'module', 'module tool.__dict__["MANAGER"].cache["jobs"]'],
    ]);
    expect(handlesOf(result)[0]).toEqual(['app', 'appDict', 'cache', 'error'].map(id));
    expect(result.subjectOf(0)).toBe(id('error'));
  });

  test('-k, --exclude and several objects', async () => {
    expect(cellsOf(await table('traceback | paths -k 1'), 'object', 'length')).toEqual([
      [id('outer'), 4],
      [id('inner'), 5],
    ]);
    expect(cellsOf(await table('paths ValueError --exclude app.Manager'), 'root')).toEqual([[id('app')]]);
    // Named roots do not reach it any more: what else does counts then.
    const others = await table('paths ValueError --exclude (app.Manager or dict)');
    expect(cellsOf(others, 'root', 'length', 'root_kind')).toEqual([[id('held'), 1, 'hidden']]);
    const none = await table('paths ValueError --exclude (dict or app.Held)');
    expect([none.rowCount, none.provenance.notes]).toEqual([0, ['no root leads to 1 of 1 objects']]);
  });

  test('weak references count only with --weak', async () => {
    const strong = await table('paths app.Watched');
    expect([strong.rowCount, strong.provenance.notes]).toEqual([0, ['no root leads to 1 of 1 objects']]);
    const weak = await table('paths app.Watched --weak');
    expect(cellsOf(weak, 'length', 'path')[0]).toEqual([3, 'module app.__dict__["CACHE"].hint']);
    expect(weak.provenance.weak).toBe('included');
  });
});

test('paths to every member of a long chain end, and tell how many objects they are of', async () => {
  const label = (i: number): string => `o${i}`;
  const count = 2000;
  const chained = heap({
    objects: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        label(i),
        { type: 'app.Node', attributes: i + 1 < count ? { next: label(i + 1) } : {} },
      ]),
    ),
    roots: { module: [label(0)] },
  });
  const session = sessionOn(chained.snapshot);
  const result = await session.table('paths app.Node');
  expect(result.provenance).toMatchObject({
    exact: false,
    bound: expect.stringContaining('of 2,000 objects'),
  });
  expect(result.rowCount).toBeGreaterThan(500);
  expect(result.rowCount).toBeLessThan(1500);
  const all = await session.table('paths app.Node --all');
  expect(all).toMatchObject({ rowCount: count, provenance: { exact: true } });
});

test('at, chain and the first of the paths show the same way, of several equally short ones', async () => {
  await fc.assert(
    fc.asyncProperty(randomHeap, async (spec) => {
      const random = heap(spec);
      const session = sessionOn(random.snapshot);
      for (let object = 0; object < random.snapshot.objectCount; object++) {
        const address = `0x${random.snapshot.objects.addresses[object]!.toString(16)}`;
        const at = await session.run(`at ${address}`);
        const chain = await session.run(`chain ${address}`);
        const paths = await session.table(`paths ${address} -k 1`);
        if (at.kind !== 'object' || chain.kind !== 'path') throw new Error('other results');
        expect(chain.steps).toEqual(at.path);
        expect(handlesOf(paths).flat()).toEqual(at.path.map((step) => step.object));
      }
    }),
  );
});

const isLast = (kind: unknown): boolean => kind === 'hidden' || kind === 'system';

test('what is excluded leaves paths as short as chain finds them, from roots of the same kinds', async () => {
  await fc.assert(
    fc.asyncProperty(randomHeap, fc.nat(20), async (spec, pick) => {
      const random = heap(spec);
      const session = sessionOn(random.snapshot);
      const { addresses } = random.snapshot.objects;
      const excluded = `0x${addresses[pick % addresses.length]!.toString(16)}`;
      for (const address of Array.from(addresses, (each) => `0x${each.toString(16)}`)) {
        if (address === excluded) continue;
        const chain = await session.run(`chain ${address} --exclude ${excluded}`);
        const paths = await session.table(`paths ${address} -k 1 --exclude ${excluded}`);
        if (chain.kind !== 'path') throw new Error('other results');
        const found = chain.steps.length === 0 ? [] : [[chain.steps.length - 1, isLast(chain.rootKind)]];
        const shown = cellsOf(paths, 'length', 'root_kind').map(([length, kind]) => [length, isLast(kind)]);
        expect(shown).toEqual(found);
        for (const path of handlesOf(paths)) expect(path).not.toContain(pick % addresses.length);
      }
    }),
  );
});

describe('mpaths', () => {
  const labels = [
    'tool',
    'app',
    'toolDict',
    'appDict',
    'manager',
    'cache',
    'error',
    'outer',
    'inner',
    'held',
  ];
  const label = new Map(labels.map((name) => [id(name), name]));

  function drawn(result: Result): string {
    if (result.kind !== 'tree') throw new Error(`not a tree but ${result.kind}`);
    const draw = (node: TreeNode): string => {
      const below = node.children.map(draw).concat(node.omitted ? [`${node.omitted} more`] : []);
      const children = below.length > 0 ? ` (${below.join(', ')})` : '';
      return `${node.edge} ${label.get(node.object)} ${node.count}×${node.size}${children}`.trim();
    };
    return result.roots.map(draw).join('; ');
  }

  test('members are counted and sized along their paths', async () => {
    expect(drawn(await run('mpaths traceback or ValueError'))).toBe(
      'app 3×204 (.__dict__ appDict 3×204 (["CACHE"] cache 3×204 (["jobs"] error 3×204' +
        ' (.__traceback__ outer 2×124 (.tb_next inner 1×60)))))',
    );
  });

  test('the largest first, what is cut off counted, what is not reached told', async () => {
    const result = await run('all | mpaths --depth 1 --too-many 1');
    expect(drawn(result)).toMatch(/^app \d+×\d+ \(\.__dict__ appDict \d+×\d+\)$/);
    expect(result.provenance.notes).toEqual([
      'no root leads to 3 of 17 objects',
      '2 more roots are left out',
    ]);
    expect(result).toMatchObject({ cutAtDepth: 1 });
  });
});

describe('chains', () => {
  const links = heap({
    objects: {
      a: { type: 'app.Link', size: 10, attributes: { next: 'b' } },
      b: { type: 'app.Link', size: 20, attributes: { next: 'c' } },
      c: { type: 'app.Link', size: 30, attributes: { next: 'none' } },
      d: { type: 'app.Link', size: 40, attributes: { __dict__: 'dDict' } },
      dDict: { type: 'dict', entries: [['nextName', 'b']] },
      nextName: { type: 'str', value: 'next' },
      e: { type: 'app.Link', size: 50, attributes: { next: 'f' } },
      f: { type: 'app.Link', size: 60, attributes: { next: 'e' } },
      g: { type: 'app.Link', size: 70 },
      list: { type: 'list', elements: ['a', 'g', 'f'] },
      none: { type: 'NoneType', value: null },
    },
  });
  const onLinks = sessionOn(links.snapshot);
  const object = (name: string) => links.id(name);

  test('heads, tails, lengths, cycles, shared tails and holders', async () => {
    const result = await onLinks.table('chains app.Link via next');
    expect(rowsOf(result)).toEqual(
      [
        ['a', object('c'), 3, 60, false, true, object('list')],
        ['d', object('c'), 3, 90, false, true, NONE],
        ['g', object('g'), 1, 70, false, false, object('list')],
        ['e', NONE, 2, 110, true, false, NONE],
      ].map(([head, tail, length, size, cycle, shared, holder]) => ({
        head: object(head as string),
        tail,
        length,
        size,
        cycle,
        shared,
        holder,
      })),
    );
    expect(handlesOf(result)).toEqual(
      [['a', 'b', 'c'], ['d', 'b', 'c'], ['g'], ['e', 'f']].map((row) => row.map(object)),
    );
    expect(result.subjectOf(1)).toBe(object('d'));
  });

  test('--tails: one row a tail, the longest chain of it', async () => {
    const result = await onLinks.table('app.Link | chains via .next --tails');
    expect(cellsOf(result, 'head', 'length')).toEqual([
      [object('a'), 3],
      [object('g'), 1],
      [object('e'), 2],
    ]);
  });

  test('a field that no object has is an error that names the nearest', async () => {
    await expect(onLinks.run('chains app.Link via nxet')).rejects.toMatchObject({
      message: 'no object of the set has a field `nxet`',
      hint: 'did you mean `next`?',
    });
    expect((await onLinks.table('chains app.Link[@size = 1] via nothing')).rowCount).toBe(0);
  });

  test('a row is a handle', async () => {
    await onLinks.run('c = chains app.Link via next');
    expect(await onLinks.run('count c[0]')).toMatchObject({ value: 3 });
    expect(await onLinks.run('chains app.Link via next | where length > 2 | count')).toMatchObject({
      value: 2,
    });
  });
});
