import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../src/base/errors.ts';
import type { Task } from '../../src/base/task.ts';
import { promptText } from '../../src/session/prompt-text.ts';
import { heap } from '../support/heap.ts';
import { graphSnapshot, randomGraph } from '../support/random-graph.ts';
import { randomHeap } from '../support/random-heap.ts';
import { cellsOf, handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';

/**
 * A module's cache of two errors, one of which a manager holds too; tracebacks below them; an object that something outside
 * the snapshot holds; a weak way in; and garbage that refers to an error.
 */
const { snapshot, id } = heap({
  objects: {
    app: { type: 'module', name: 'app', size: 100, attributes: { __dict__: 'globals' } },
    globals: {
      type: 'dict',
      size: 200,
      entries: [
        ['cacheKey', 'cache'],
        ['managerKey', 'manager'],
      ],
    },
    cacheKey: { type: 'str', value: 'CACHE' },
    managerKey: { type: 'str', value: 'MANAGER' },
    cache: { type: 'list', size: 80, elements: ['first', 'second', 'first'], weak: { hint: 'watched' } },
    manager: { type: 'app.Manager', size: 48, attributes: { __dict__: 'fields' } },
    fields: { type: 'dict', size: 104, entries: [['lastKey', 'second']] },
    lastKey: { type: 'str', value: 'last' },
    first: { type: 'ValueError', size: 2 ** 33, attributes: { __traceback__: 'outer', again: 'first' } },
    second: { type: 'ValueError', size: 70, attributes: { __traceback__: 'inner' } },
    outer: { type: 'traceback', size: 64, attributes: { tb_next: 'inner' } },
    inner: { type: 'traceback', size: 60 },
    held: { type: 'app.Held', size: 20, attributes: { tb: 'inner' } },
    watched: { type: 'app.Watched', size: 30 },
    lost: { type: 'app.Lost', size: 40, attributes: { error: 'first' } },
  },
  roots: { module: ['app'], hidden: ['held'] },
});

const ids = (...labels: string[]): number[] => labels.map(id).toSorted((a, b) => a - b);

describe('whatif', () => {
  test('what would be freed, by type, with totals; and nothing is changed', async () => {
    const { table, session } = sessionOn(snapshot);
    const before = session.current;
    const answer = await table('whatif list->*');
    expect(rowsOf(answer)).toEqual([
      { type: 'ValueError', count: 1, size: 2 ** 33 },
      { type: 'traceback', count: 1, size: 64 },
    ]);
    expect(answer.totals).toEqual({ objects: 2, bytes: 2 ** 33 + 64 });
    expect(handlesOf(answer)).toEqual([ids('first'), ids('outer')]);
    expect(session.current).toBe(before);
    expect(
      await table('$1[0] | chain').then(
        ({ rowCount }) => rowCount,
        () => 'path',
      ),
    ).toBe('path');
  });

  test('what something outside the snapshot holds is not freed, and weak edges hold nothing', async () => {
    const { table } = sessionOn(snapshot);
    expect((await table('whatif *->ValueError')).totals).toEqual({ objects: 3, bytes: 2 ** 33 + 134 });
    const weak = await table('whatif list->hint');
    expect([weak.totals, weak.provenance.notes]).toEqual([
      { objects: 0, bytes: 0 },
      ['these edges are weak: they keep nothing alive'],
    ]);
    expect((await table('whatif app.Lost->error')).totals?.objects).toBe(0);
  });
});

describe('where nothing is freed', () => {
  test('what still holds it is named, and the line that shows what to cut', async () => {
    const { table } = sessionOn(snapshot);
    const note = 'still held by module app.__dict__["CACHE"][1]; free app.Manager->last shows what to cut';
    expect((await table('whatif app.Manager->last')).provenance.notes).toEqual([note]);
    expect((await table('cut app.Manager->last')).provenance.notes).toEqual([note]);
    expect((await table('free app.Manager->*')).rowCount).toBeGreaterThan(0);
  });

  test('of what is held elsewhere and is not the null of the runtime, which is always held', async () => {
    const fields = heap({
      objects: {
        app: {
          type: 'module',
          name: 'app',
          attributes: { first: 'empty', second: 'full', keep: 'kept', nothing: 'none' },
        },
        empty: { type: 'app.Holder', attributes: { value: 'none' } },
        full: { type: 'app.Holder', attributes: { value: 'kept' } },
        none: { type: 'NoneType', value: null },
        kept: { type: 'app.Kept' },
      },
      roots: { module: ['app'] },
    });
    const { table } = sessionOn(fields.snapshot);
    expect((await table('whatif app.Holder->value')).provenance.notes?.[0]).toContain(
      'held by module app.keep;',
    );
    expect((await table('whatif app.Holder[.value is None]->value')).provenance.notes?.[0]).toContain(
      '.nothing;',
    );
  });

  test('of several edges, the object that they lead to', async () => {
    const { table } = sessionOn(snapshot);
    const [note] = (await table('whatif list->[0], app.Manager->last')).provenance.notes;
    expect(note).toMatch(/^still held by .*; free 0x[0-9a-f]+ shows what to cut$/);
  });

  test('edges of garbage hold nothing', async () => {
    const { table } = sessionOn(snapshot);
    expect((await table('whatif app.Lost->error')).provenance.notes).toEqual([
      'no root reaches what these edges are of: they keep nothing alive',
    ]);
  });
});

describe('rows of an answer of free', () => {
  test('are edges: all of them, or some', async () => {
    const { table } = sessionOn(snapshot);
    const answer = await table('fewest = free ValueError');
    expect(answer.rowCount).toBeGreaterThan(0);
    expect((await table('whatif fewest')).totals).toEqual(answer.totals);
    expect((await table('whatif fewest[0]')).totals?.objects).toBeGreaterThan(0);
    const cut = await table('cut fewest | select edges, edge_count');
    expect(cellsOf(cut, 'edges', 'edge_count')).toEqual([['fewest', answer.rowCount]]);
    await expect(table('cut fewest')).rejects.toThrow('these edges are cut already');
  });

  test('which have no name are told of later one by one', async () => {
    const { table } = sessionOn(snapshot);
    const answer = await table('free ValueError');
    const cut = await table('cut _');
    expect(cellsOf(cut, 'edges')).toEqual([[cellsOf(answer, 'edges').flat().join(', ')]]);
    expect(cut.heap?.cuts).toEqual(cellsOf(cut, 'edges').flat());
  });

  test('rows that stages have picked are those', async () => {
    const { table } = sessionOn(snapshot);
    const all = await table('free app.Manager or list');
    const last = await table('_ | tail 1');
    expect([...last.edgesOf!(0)]).toEqual([...all.edgesOf!(all.rowCount - 1)]);
  });

  test.each([
    ['$1', 'rows of `$1` are no edges'],
    ['ValueError', '`ValueError` names objects, not edges'],
    ['$9', '$9'],
  ])('of other answers there are none: %s', async (edges, message) => {
    const { run } = sessionOn(snapshot);
    await run('hist');
    await expect(run(`cut ${edges}`)).rejects.toThrow(message);
  });
});

describe('cut', () => {
  test('every answer is about the heap without the edges', async () => {
    const { run, table, session } = sessionOn(snapshot);
    expect(promptText(session)).toBe('heap> ');
    const cut = await table('cut app.Manager->last');
    expect(rowsOf(cut)).toEqual([
      { number: 1, edges: 'app.Manager->last', edge_count: 1, objects: 0, bytes: 0 },
    ]);
    const second = await table('cut list->*');
    expect(cellsOf(second, 'number', 'edge_count', 'objects', 'bytes')).toEqual([[2, 4, 3, 2 ** 33 + 134]]);
    expect(handlesOf(second)).toEqual([ids('first', 'second', 'outer')]);
    expect(promptText(session)).toBe('heap(2 cuts)> ');
    expect(second.heap?.cuts).toEqual(['app.Manager->last', 'list->*']);

    expect(await run('count ValueError')).toMatchObject({ value: 0 });
    expect(await run('count traceback')).toMatchObject({ value: 1 });
    expect(await run('count all')).toMatchObject({ value: 12 });
    expect(await run('count freed')).toMatchObject({ value: 3 });
    const left = await table('freed and ValueError');
    expect([left.rowCount, left.provenance.notes]).toEqual([
      0,
      ['what the cuts free is in no type any more: `freed[@type = "ValueError"]` has those that were'],
    ]);
    expect((await table('freed[@type = "ValueError"]')).rowCount).toBeGreaterThan(0);
    expect((await table('freed and roots')).provenance.notes).toEqual([]);
    expect(await run('count unreachable')).toMatchObject({ value: 5 });
    expect(await run('count list->*')).toMatchObject({ value: 0 });
    expect((await run('chain traceback')).kind).toBe('path');
    const hist = await table('hist');
    expect(cellsOf(hist, 'type').flat()).not.toContain('ValueError');
    expect(hist.provenance.notes).toEqual([
      '3 objects that the cuts free are left out: hist freed',
      '2 objects are unreachable: hist unreachable minus freed',
    ]);
    expect(rowsOf(await table('info'))).toEqual(
      expect.arrayContaining([
        { name: 'cut', value: 'app.Manager->last' },
        { name: 'freed', value: 3 },
        { name: 'freed_bytes', value: 2 ** 33 + 134 },
        { name: 'unreachable', value: 5 },
      ]),
    );
  });

  test('cuts tells what each has freed of what those before it had left', async () => {
    const { table } = sessionOn(snapshot);
    const none = await table('cuts');
    expect([none.rowCount, none.provenance.notes]).toEqual([0, ['no cut is in force']]);
    await table('cut list->[0]');
    await table('cut list->[2]');
    await table('cut *->/Error$/');
    const cuts = await table('cuts');
    expect(cellsOf(cuts, 'number', 'edges', 'edge_count', 'objects')).toEqual([
      [1, 'list->[0]', 1, 0],
      [2, 'list->[2]', 1, 2],
      [3, '*->/Error$/', 6, 1],
    ]);
    expect(cuts.totals).toEqual({ objects: 3, bytes: 2 ** 33 + 134 });
  });

  test('uncut undoes the last, any one, or all; those left keep their numbers', async () => {
    const { run, table, session } = sessionOn(snapshot);
    const whole = session.current;
    await table('cut list->[0]');
    const one = session.current;
    await table('cut list->[2]');
    await table('cut app.Manager->last');
    expect(cellsOf(await table('uncut'), 'number')).toEqual([[1], [2]]);
    expect(cellsOf(await table('uncut'), 'number')).toEqual([[1]]);
    expect(session.current).toBe(one);
    await table('cut list->[2]');
    expect(cellsOf(await table('uncut 1'), 'number', 'objects')).toEqual([[2, 0]]);
    await expect(table('uncut 7')).rejects.toThrow('no cut has the number 7');
    await expect(table('uncut x')).rejects.toThrow('uncut takes the number of a cut, or all, not x');
    expect(await run('uncut all')).toMatchObject({ kind: 'text', lines: ['all cuts are undone'] });
    expect(session.current).toBe(whole);
    expect((await table('uncut')).provenance.notes).toEqual(['no cut is in force']);
  });

  test('what a cut means does not hang on the cuts before it', async () => {
    const { table } = sessionOn(snapshot);
    await table('cut list->[0]');
    await table('cut list->[2]');
    // The outer traceback is freed by now, and its edge is cut all the same.
    expect(cellsOf(await table('cut traceback->tb_next'), 'edge_count', 'objects')).toEqual([[1, 0]]);
    expect(cellsOf(await table('uncut 2'), 'number')).toEqual([[1], [3]]);
    expect((await table('traceback->tb_next')).rowCount).toBe(0);
  });

  test('results from before mean the same objects, looked at through the cuts', async () => {
    const { run, table } = sessionOn(snapshot);
    await run('errors = ValueError');
    await run('cut list->*');
    expect(await run('count errors')).toMatchObject({ value: 2 });
    expect(handlesOf(await table('errors and freed'))).toEqual([ids('first')]);
    expect((await table('errors[0]')).heap?.cuts).toEqual(['list->*']);
    expect(await run('count errors<-*')).toMatchObject({ value: 3 });
    expect((await table('errors | where @depth is None')).rowCount).toBe(1);
    expect((await run('errors | chain')).heap?.cuts).toEqual(['list->*']);
    await run('uncut');
    expect((await table('errors | where @depth is None')).rowCount).toBe(0);
  });

  test('an error cuts nothing', async () => {
    const { run, session } = sessionOn(snapshot);
    await run('cut list->*');
    const before = session.current;
    await expect(run('cut list->*')).rejects.toMatchObject({
      message: 'these edges are cut already',
      where: { column: 4, length: 7 },
    });
    await expect(run('cut traceback->tb_nex')).rejects.toMatchObject({
      message: '`traceback->tb_nex` names no edge',
      hint: 'did you mean `tb_next`?',
    });
    await expect(run('cut *->traceback | head x')).rejects.toThrow();
    expect(session.current).toBe(before);
  });

  test('some edges may be cut already', async () => {
    const { table } = sessionOn(snapshot);
    await table('cut list->[0]');
    expect((await table('cut list->*')).provenance.notes).toEqual(['1 of 4 edges are cut already']);
  });

  test('closing a snapshot closes it with its cuts, and the results of all of them', async () => {
    const { run, session } = sessionOn(snapshot, {
      other: heap({ objects: { a: { type: 'list' } } }).snapshot,
    });
    await run('all');
    await run('cut list->*');
    await run('open other');
    await expect(run('cut test:list->*')).rejects.toMatchObject({
      message: 'these are edges of `test`',
      hint: 'go there first: use test',
    });
    await run('use test');
    expect(promptText(session)).toBe('heap(test, 1 cut)> ');
    await run('close test');
    await expect(run('$1')).rejects.toThrow('$1 is no longer kept');
    expect(promptText(session)).toBe('heap> ');
  });

  test('interrupted at any moment, the session is as it was', async () => {
    for (let moment = 1; ; moment++) {
      const { session } = sessionOn(snapshot);
      const before = session.current;
      const done = await session.execute('cut *->ValueError', cancelledAt(moment)).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(CancelledError);
          return false;
        },
      );
      if (done) {
        expect(moment).toBeGreaterThan(3);
        return;
      }
      expect(session.current).toBe(before);
      expect(session.results.known).toEqual([]);
    }
  });
});

function cancelledAt(moment: number): Task {
  let steps = 0;
  return {
    phase: () => undefined,
    step: () => {
      if (++steps === moment) throw new CancelledError();
    },
  };
}

const edges = fc.constantFrom(
  'list->*',
  'app.Node->a',
  'app.Cache->*',
  '*->str',
  '*->app.Node',
  'all->b',
  'all->[0]',
  'app.*->*',
);

test('cutting A and then B frees what cutting both frees, in any order; uncut gives the answers of before', async () => {
  await fc.assert(
    fc.asyncProperty(randomHeap, edges, edges, async (spec, a, b) => {
      const { snapshot } = heap(spec);
      const { run, session } = sessionOn(snapshot);
      const freed = async (...lines: string[]): Promise<unknown> => {
        for (const line of lines) await run(line).catch(() => undefined);
        const result = await run('objects freed');
        return result.kind === 'table' && handlesOf(result);
      };
      const whole = JSON.stringify(await freed());
      const onlyB = await freed(`cut ${b}`);
      const both = await freed('uncut all', `cut ${a}`, `cut ${b}`);
      expect(await freed('uncut all', `cut ${b}`, `cut ${a}`)).toEqual(both);
      await freed('uncut all');
      const isOne = await run(`whatif ${a}, ${b}`).then(
        () => true,
        () => false,
      );
      // A part that names no edge is an error of the whole list.
      if (isOne) expect(await freed(`cut ${a}, ${b}`)).toEqual(both);
      await freed('uncut all', `cut ${a}`, `cut ${b}`);
      if (session.current?.cuts.length === 2) expect(await freed('uncut 1')).toEqual(onlyB);
      expect(JSON.stringify(await freed('uncut all'))).toBe(whole);
    }),
    { numRuns: 150 },
  );
});

test('whatif frees what the cut then frees', async () => {
  await fc.assert(
    fc.asyncProperty(randomHeap, edges, edges, async (spec, before, edge) => {
      const { table } = sessionOn(heap(spec).snapshot);
      await table(`cut ${before}`).catch(() => undefined);
      const answer = await table(`whatif ${edge}`).catch(() => undefined);
      if (answer === undefined) return;
      const cut = await table(`cut ${edge}`);
      expect(
        handlesOf(answer)
          .flat()
          .toSorted((a, b) => a - b),
      ).toEqual(handlesOf(cut)[0]);
      expect([answer.totals]).toEqual(rowsOf(cut).map(({ objects, bytes }) => ({ objects, bytes })));
    }),
    { numRuns: 150 },
  );
});

test('whatif of all edges into a type answers the same where referrers are known, and need not find the edges', async () => {
  await fc.assert(
    fc.asyncProperty(randomGraph(), async (graph) => {
      const cold = sessionOn(graphSnapshot(graph));
      const warm = sessionOn(graphSnapshot(graph));
      for (const line of ['free t0', 'free t1', 'retained all'])
        await warm.table(line).catch(() => undefined);
      for (const line of ['whatif *->t0', 'whatif *->t1', 'whatif *->t2, *->t3', 'whatif *->all']) {
        const [expected, answer] = await Promise.all(
          [cold, warm].map(({ table }) =>
            table(line).then(
              (found) => [found.totals, found.provenance.notes, handlesOf(found), rowsOf(found)],
              (error: Error) => error.message,
            ),
          ),
        );
        expect(answer).toEqual(expected);
      }
    }),
    { numRuns: 100 },
  );
});

test('cutting all edges into an object frees what it retains, under other cuts too', async () => {
  await fc.assert(
    fc.asyncProperty(randomHeap, edges, async (spec, before) => {
      const { snapshot } = heap(spec);
      const { table } = sessionOn(snapshot);
      await table(`cut ${before}`).catch(() => undefined);
      const roots = new Set(snapshot.roots.objects);
      for (let object = 0; object < snapshot.objectCount; object++) {
        if (roots.has(object)) continue;
        const address = `0x${snapshot.objects.addresses[object]!.toString(16)}`;
        const whatif = await table(`whatif *->${address}`).catch(() => undefined);
        if (whatif === undefined) continue;
        expect(whatif.totals).toEqual((await table(`retained ${address}`)).totals);
      }
    }),
    { numRuns: 100 },
  );
});
