import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableResult } from '../../src/query/result.ts';
import { heap } from '../support/heap.ts';
import { randomHeap } from '../support/random-heap.ts';
import { cellsOf, handlesOf, sessionOn } from '../support/run-command.ts';

/** Two modules with a cache in common, whose entry is an error with tracebacks; keys that cannot be written. */
const { snapshot, id } = heap({
  objects: {
    app: { type: 'module', name: 'app', attributes: { __dict__: 'appDict' } },
    tool: { type: 'module', name: 'tool', attributes: { cache: 'cache', 'odd name': 'odd' } },
    appDict: { type: 'dict', entries: [['cacheKey', 'cache']] },
    cacheKey: { type: 'str', value: 'CACHE' },
    cache: { type: 'dict', size: 232, entries: [['pair', 'error']], weak: { hint: 'watched' } },
    pair: { type: 'tuple', elements: ['cacheKey'] },
    error: { type: 'ValueError', size: 80, attributes: { __traceback__: 'outer' } },
    outer: { type: 'traceback', size: 64, attributes: { tb_next: 'inner' } },
    inner: { type: 'traceback', size: 60 },
    odd: { type: 'set', members: ['member'] },
    member: { type: 'app.Member' },
    watched: { type: 'app.Watched' },
    held: { type: 'app.Held', attributes: { other: 'error' } },
  },
  roots: { module: ['app', 'tool'], hidden: ['held'] },
});

const address = (label: string): string => `0x${snapshot.objects.addresses[id(label)]!.toString(16)}`;

async function edgesOf(line: string): Promise<unknown[]> {
  return cellsOf(await sessionOn(snapshot).table(line), 'edges').flat();
}

describe('free', () => {
  test('the edges to cut, each with a path through it; together they free the set', async () => {
    const { table, run } = sessionOn(snapshot);
    const answer = await table('free ValueError');
    expect(cellsOf(answer, 'edges', 'holder', 'target', 'length', 'path')).toEqual([
      [`${address('held')}->other`, id('held'), id('error'), 1, 'app.Held.other'],
      [
        `${address('cache')}->${address('error')}`,
        id('cache'),
        id('error'),
        2,
        "module tool.cache[('CACHE',)]",
      ],
    ]);
    expect(handlesOf(answer)).toEqual([['held', 'error'].map(id), ['tool', 'cache', 'error'].map(id)]);
    expect(answer.subjectOf(1)).toBe(id('cache'));
    expect(answer.totals).toEqual({ objects: 3, bytes: 204 });
    expect(answer.provenance.notes).toEqual(['2 paths from roots share no reference: fewer cuts cannot do']);
    expect((await table('whatif $1')).totals).toEqual(answer.totals);
    for (const [edges] of cellsOf(answer, 'edges')) await run(`cut ${edges}`);
    expect(await run('count freed')).toMatchObject({ value: 3 });
    expect((await table('free $1[0]->*')).provenance.notes).toEqual(['nothing keeps it alive']);
  });

  test('the smallest cut that is nearest to the set', async () => {
    expect(await edgesOf('free traceback')).toEqual([`${address('error')}->__traceback__`]);
    expect(await edgesOf('traceback[.tb_next is None] | free')).toEqual([`${address('outer')}->tb_next`]);
    expect(await edgesOf('free dict[@len = 1 and @size = 232]')).toEqual([
      `${address('tool')}->cache`,
      `${address('appDict')}->["CACHE"]`,
    ]);
    expect(await edgesOf('free set')).toEqual([`${address('tool')}->"odd name"`]);
    expect(await edgesOf('free app.Member')).toEqual([`${address('odd')}->${address('member')}`]);
  });

  test('--avoid leaves edges as they are', async () => {
    expect(await edgesOf('free traceback --avoid *->traceback')).toEqual([
      `${address('held')}->other`,
      `${address('cache')}->${address('error')}`,
    ]);
    expect(await edgesOf('free ValueError --avoid dict or app.Held[@size = 0]')).toEqual([
      `${address('held')}->other`,
      `${address('tool')}->cache`,
      `${address('app')}->__dict__`,
    ]);
    await expect(edgesOf('free ValueError --avoid app.Held')).rejects.toThrow('no cut frees it');
    await expect(edgesOf('free ValueError --avoid app.Held->othre')).rejects.toMatchObject({
      hint: 'did you mean `other`?',
    });
  });

  test('--max bounds the search, and it says how many paths there are', async () => {
    expect(await edgesOf('free ValueError --max 2')).toHaveLength(2);
    await expect(edgesOf('free ValueError --max 1')).rejects.toThrow(
      'cutting 1 reference does not free it: 2 paths from roots share none',
    );
    await expect(edgesOf('free ValueError --max 0')).rejects.toThrow('--max takes a whole number');
  });

  test('roots cannot be freed; what is not held need not be', async () => {
    const { table } = sessionOn(snapshot);
    await expect(table('free module')).rejects.toThrow('these are roots (module): no cut frees them');
    await expect(table('free app.Held')).rejects.toThrow('it is a root (hidden): no cut frees it');
    const mixed = await table('free module or set');
    expect([mixed.rowCount, mixed.provenance.notes]).toEqual([
      1,
      ['2 of 3 objects are roots (module), which no cut frees: this is about the others'],
    ]);
    const weak = await table('free app.Watched');
    expect([weak.rowCount, weak.totals, weak.provenance.notes]).toEqual([
      0,
      { objects: 0, bytes: 0 },
      ['nothing keeps it alive'],
    ]);
    expect((await table('free set[@size = 0]')).provenance.notes).toEqual(['the set is empty']);
    expect((await table('free set or app.Watched')).provenance.notes).toEqual([
      '1 of 2 objects is unreachable already',
    ]);
  });
});

test('cutting the answer frees what it says, and the set; leaving one of its edges does not', async () => {
  const sets = fc.constantFrom('app.Node', 'app.Cache', 'list', 'str', 'str or int', 'all minus roots');
  await fc.assert(
    fc.asyncProperty(randomHeap, sets, fc.boolean(), async (spec, set, knowsDominators) => {
      const { table, run, session } = sessionOn(heap(spec).snapshot);
      if (knowsDominators) await run('dom');
      const answer: TableResult | undefined = await table(`free ${set}`).catch(() => undefined);
      if (answer === undefined || answer.rowCount === 0) return;
      const wanted = new Set(handlesOf(answer).map((path) => path.at(-1)!));
      const edges = cellsOf(answer, 'edges').flat();
      for (const left of edges) {
        await run('uncut all');
        for (const each of edges) if (each !== left) await run(`cut ${each}`).catch(() => undefined);
        const freed = new Set(handlesOf(await table('objects freed')).flat());
        // What is written as all edges between two objects may be more than one row.
        if (!edges.some((each) => String(each).includes('->0x'))) {
          expect([...wanted].every((object) => freed.has(object))).toBe(false);
        }
        await run(`cut ${left}`).catch(() => undefined);
        const now = handlesOf(await table('objects freed')).flat();
        expect([...wanted].every((object) => now.includes(object))).toBe(true);
        expect(now.length).toBe(answer.totals?.objects);
      }
      await run('uncut all');
      expect(session.current?.cuts).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
