import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heap } from '../support/heap.ts';
import { cellsOf, handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

const randomObjects = fc.array(
  fc.record({
    type: fc.constantFrom('list', 'app.Node', 'lib.Node'),
    size: fc.constantFrom(8, 16, 24, 32),
    line: fc.constantFrom(1, 2, 3),
  }),
  { minLength: 1, maxLength: 20 },
);

function sessionOf(objects: readonly { type: string; size: number; line: number }[]) {
  return sessionOn(heap({ objects: Object.fromEntries(objects.map((each, i) => [`o${i}`, each])) }).snapshot);
}

describe('agree with brute force:', () => {
  test('sort is stable in both directions', async () => {
    await fc.assert(
      fc.asyncProperty(randomObjects, fc.constantFrom('', 'asc', 'desc'), async (objects, direction) => {
        const sign = direction === 'desc' ? -1 : 1;
        const expected = objects
          .map((_, i) => i)
          .sort((a, b) => sign * (objects[a]!.size - objects[b]!.size));
        const answer = await sessionOf(objects).table(`all | sort size ${direction}`);
        expect(handlesOf(answer).flat()).toEqual(expected);
      }),
    );
  });

  test('head and tail show of sorted rows what is at their ends', async () => {
    const stage = fc.constantFrom('head 1', 'tail 2', 'head 0', 'tail 3', 'select type | head 2');
    const direction = fc.constantFrom('asc', 'desc');
    await fc.assert(
      fc.asyncProperty(randomObjects, direction, stage, async (objects, direction, stage) => {
        const session = sessionOf(objects);
        await session.table(`sorted = all | sort type | sort size ${direction}`);
        const apart = await session.table(`sorted | ${stage}`);
        const atOnce = await session.table(`all | sort type | sort size ${direction} | ${stage}`);
        expect(handlesOf(atOnce)).toEqual(handlesOf(apart));
        expect(rowsOf(atOnce)).toEqual(rowsOf(apart));
        expect(atOnce.total).toBe(objects.length);
      }),
    );
  });

  test('columns that add up the rows above go where all rows are in another order', async () => {
    const counts = Array.from({ length: 9 }, (_, i) => i + 1);
    const objects = counts.flatMap((n) =>
      Array.from({ length: n }, () => ({ type: `t${n}`, size: 8, line: 1 })),
    );
    const answer = await sessionOf(objects).table('hist | sort count | head 1');
    expect(answer.columns.filter(({ inOrder }) => inOrder)).toEqual([]);
  });

  test('where keeps the rows that match', async () => {
    await fc.assert(
      fc.asyncProperty(randomObjects, async (objects) => {
        const expected = objects.flatMap((each, i) => (each.size > 8 && each.line !== 2 ? [i] : []));
        const answer = await sessionOf(objects).table('all | where size > 8 and @line != 2');
        expect(handlesOf(answer).flat()).toEqual(expected);
        expect(answer.total).toBe(expected.length);
      }),
    );
  });

  test('group keeps every row in one group, and adds up', async () => {
    await fc.assert(
      fc.asyncProperty(randomObjects, async (objects) => {
        const line = 'all | group type, @line count sum(size) min(size) max(size) avg(size)';
        const answer = await sessionOf(objects).table(line);
        const handles = handlesOf(answer);
        expect(handles.flat().sort((a, b) => a - b)).toEqual(objects.map((_, i) => i));
        rowsOf(answer).forEach((row, i) => {
          const members = handles[i]!.map((object) => objects[object]!);
          const sizes = members.map(({ size }) => size);
          const sum = sizes.reduce((total, size) => total + size, 0);
          expect(members.every((each) => each.type === row.type && each.line === row.line)).toBe(true);
          expect(row).toMatchObject({
            count: members.length,
            sum_size: sum,
            min_size: Math.min(...sizes),
            max_size: Math.max(...sizes),
            avg_size: sum / sizes.length,
          });
        });
        const counts = handles.map((members) => members.length);
        expect(counts).toEqual(counts.toSorted((a, b) => b - a));
        expect(new Set(objects.map(({ type, line: at }) => `${type} ${at}`)).size).toBe(counts.length);
      }),
    );
  });

  test('distinct keeps the first of each', async () => {
    await fc.assert(
      fc.asyncProperty(randomObjects, async (objects) => {
        const sizes = objects.map(({ size }) => size);
        const expected = sizes.flatMap((size, i) => (sizes.indexOf(size) === i ? [i] : []));
        expect(handlesOf(await sessionOf(objects).table('all | distinct size')).flat()).toEqual(expected);
      }),
    );
  });
});

const { snapshot, id } = pythonHeap();
const { run, table } = sessionOn(snapshot);

describe('head, tail and sample', () => {
  test('keep rows at one end, and remember how many there were', async () => {
    const all = handlesOf(await table('all')).flat();
    const first = await table('all | head 3');
    expect([handlesOf(first).flat(), first.total]).toEqual([all.slice(0, 3), all.length]);
    expect(handlesOf(await table('all | tail 2')).flat()).toEqual(all.slice(-2));
    expect((await table('all | sort size | head 5 | tail 2')).total).toBe(all.length);
    expect((await table('all | head')).rowCount).toBe(10);
  });

  test('more than there is is all of it, none is none', async () => {
    expect(await table('traceback | head 100')).toMatchObject({ rowCount: 2, total: 2 });
    expect(await table('traceback | tail 100')).toMatchObject({ rowCount: 2 });
    expect(await table('traceback | sample 100')).toMatchObject({ rowCount: 2 });
    expect(await table('traceback | head 0')).toMatchObject({ rowCount: 0, total: 2 });
  });

  test('a sample is the same each time, and another for another seed', async () => {
    const pick = async (line: string) => handlesOf(await table(line)).flat();
    expect(await pick('all | sample 4')).toEqual(await pick('all | sample 4'));
    const picks = await Promise.all([1, 2, 3, 4].map((seed) => pick(`all | sample 4 --seed ${seed}`)));
    expect(new Set(picks.map(String)).size).toBeGreaterThan(1);
  });

  test.each(['head -1', 'tail 2.5', 'sample -3'])('%s is an error', async (stage) => {
    await expect(run(`all | ${stage}`)).rejects.toThrow('takes a whole number of rows');
  });
});

describe('select', () => {
  test('names columns so that the next stage can write them, and keeps the handles', async () => {
    const answer = await table('traceback | select @line, .tb_frame.f_code as code, size * 2 | sort line');
    expect(answer.columns.map(({ name, label }) => [name, label])).toEqual([
      ['line', '@line'],
      ['code', undefined],
      ['size_2', 'size * 2'],
    ]);
    expect(cellsOf(answer, 'line', 'code', 'size_2')).toEqual([
      [5, id('loadCode'), 128],
      [12, id('mainCode'), 128],
    ]);
    expect(handlesOf(answer)).toEqual([[id('inner')], [id('outer')]]);
  });
});

describe('group', () => {
  test('counts when nothing else is asked for', async () => {
    expect(cellsOf(await table('traceback or frame | group type'), 'type', 'count')).toEqual([
      ['traceback', 2],
      ['frame', 2],
    ]);
  });

  test('rows without the key are a group, and add nothing to sums', async () => {
    const answer = await table('traceback or app.Node | group @file sum(@line) avg(@line) max(@line)');
    expect(answer.provenance.notes).toEqual([]);
    const node = rowsOf(answer).find(({ file }) => file === undefined);
    expect(node).toMatchObject({ sum_line: undefined, avg_line: undefined, max_line: undefined });
  });

  test('a sum without numbers says so', async () => {
    const answer = await table('traceback | group type sum(@value) count');
    expect(answer.provenance.notes).toEqual([
      'nothing to add up: none of the rows has a number for `@value`',
    ]);
  });

  test('few of many groups are those that the order of all of them has at that end', async () => {
    for (const by of ['count', 'sum(size)', 'min(@type)', 'max(@depth)']) {
      const all = await table(`all | group @index ${by}`);
      expect(all.rowCount).toBeGreaterThan(8);
      const first = await table(`all | group @index ${by} | head 1`);
      const last = await table(`all | group @index ${by} | tail 1`);
      expect(rowsOf(first)).toEqual(rowsOf(all).slice(0, 1));
      expect(rowsOf(last)).toEqual(rowsOf(all).slice(-1));
      expect(handlesOf(first)).toEqual(handlesOf(all).slice(0, 1));
      expect([first.total, last.total]).toEqual([all.total, all.total]);
    }
  });

  test('a group of groups still stands for the objects', async () => {
    const answer = await table('hist traceback or frame | group count');
    expect(handlesOf(answer).map((objects) => objects.length)).toEqual([4]);
  });

  test('of nothing has no rows', async () => {
    expect(await table('traceback[@line = 99] | group type, @line')).toMatchObject({ rowCount: 0 });
  });
});

test('stages work on single objects and their fields too', async () => {
  expect(handlesOf(await table('at app.AppError | select @type as t'))).toEqual([[id('error')]]);
});

test('what is no table of objects has no rows', async () => {
  await expect(run('count all | head 3')).rejects.toThrow('not objects');
});

describe('a key', () => {
  const grouped = 'all | group @type count sum(@size)';
  const byName = async () => cellsOf(await table(`${grouped} | sort sum_size desc`), 'type', 'sum_size');

  test.each(['sum(@size)', 'sum( @size )', '"sum(@size)"', '"sum_size"'])(
    '%s is the column that the table shows so',
    async (key) => {
      const answer = await table(`${grouped} | sort ${key} desc`);
      expect(cellsOf(answer, 'type', 'sum_size')).toEqual(await byName());
    },
  );

  test('a label may stand in a predicate and an expression', async () => {
    const some = await table(`${grouped} | where sum(@size) > 100 | select sum(@size) / count as mean`);
    expect(some.rowCount).toBe((await table(`${grouped} | where sum_size > 100`)).rowCount);
  });

  test.each(['sort 1', 'sort "nothing"', 'group "nothing" count', 'distinct 1'])(
    '%s is an error: it is the same for every row',
    async (stage) => {
      await expect(run(`${grouped} | ${stage}`)).rejects.toMatchObject({
        message: 'this key is the same for every row',
        hint: 'columns are `@type`, `count`, `sum(@size)`; a key may also be a @fact or a .field',
      });
    },
  );

  test('`select` may show a constant', async () => {
    expect(cellsOf(await table('traceback | select 1 as one'), 'one')).toEqual([[1], [1]]);
  });

  test('that nothing made says what makes it', async () => {
    await expect(run('all | sort sum(@size)')).rejects.toMatchObject({
      message: 'no column `sum(@size)`',
      hint: expect.stringContaining('`group KEY sum(@size)` makes one'),
    });
  });

  test('`count` behind a comma was meant to be an aggregate', async () => {
    await expect(run('str | group @len, count')).rejects.toMatchObject({
      hint: 'no comma stands before an aggregate: group @len count',
    });
    expect((await table('hist | group type, count')).rowCount).toBeGreaterThan(1);
  });
});
