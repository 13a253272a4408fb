import { beforeEach, describe, expect, test } from 'vitest';
import { CancelledError, QueryError } from '../../src/base/errors.ts';
import { quietTask, type Task } from '../../src/base/task.ts';
import type { TableResult } from '../../src/query/result.ts';
import type { Session } from '../../src/session/session.ts';
import { pythonHeap } from '../commands/python-heap.ts';
import { heap } from '../support/heap.ts';
import { sessionOn } from '../support/run-command.ts';

const { snapshot, id } = pythonHeap();
const other = heap({
  objects: { only: { type: 'traceback', size: 64 } },
  roots: { module: ['only'] },
}).snapshot;

let session: Session;
beforeEach(() => {
  session = sessionOn(snapshot, { 'b.heapsh': other, 'c.heapsh': other }).session;
});

const execute = (line: string, task: Task = quietTask) => session.execute(line, task);

async function objectsOf(line: string): Promise<number[]> {
  const table = (await execute(line)).result as TableResult;
  return Array.from({ length: table.rowCount }, (_, row) => [...table.objectsOf(row)]).flat();
}

async function failure(line: string): Promise<QueryError> {
  const error = await execute(line).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(QueryError);
  return error as QueryError;
}

describe('answers', () => {
  test('are numbered, the last is _, and a name is a name', async () => {
    expect((await execute('traceback')).number).toBe(1);
    expect((await execute('held = frame')).number).toBe(2);
    expect(await objectsOf('$1')).toEqual([id('outer'), id('inner')]);
    expect(await objectsOf('held')).toEqual([id('mainFrame'), id('loadFrame')]);
    expect(await objectsOf('_[0]')).toEqual([id('mainFrame')]);
    expect(await objectsOf('$1[1]')).toEqual([id('inner')]);
    expect(await objectsOf('$1[0:2] and traceback')).toEqual([id('outer'), id('inner')]);
  });

  test('that are not about a heap have no number', async () => {
    expect((await execute('snapshots')).number).toBeUndefined();
    expect((await execute('help')).number).toBeUndefined();
    expect((await execute('count traceback')).number).toBe(1);
  });

  test('that are no objects are named with the line they answer', async () => {
    await execute('count traceback');
    expect((await failure('chain $1[0]')).message).toBe('`$1` is a value (`count traceback`), not objects');
    await execute('held = traceback | where .tb_next is not None | count');
    expect((await failure('chain held')).message).toMatch(/^`held` is a value \(`….* \| count`\), not/);
  });

  test('every row is a handle, through any number of stages', async () => {
    await execute('hist | sort type');
    const table = (await execute('$1 | where type = "traceback" | head 1')).result as TableResult;
    expect([...table.objectsOf(0)]).toEqual([id('outer'), id('inner')]);
    expect((await execute('_[0] | count')).result).toMatchObject({ value: 2 });
  });

  test('a SET alone that is an earlier result shows that result', async () => {
    const first = (await execute('hist')).result as TableResult;
    const again = (await execute('$1')).result as TableResult;
    expect(again.columns.map((column) => column.name)).toEqual(first.columns.map((column) => column.name));
    expect(((await execute('$1[0:2]')).result as TableResult).rowCount).toBe(2);
    expect(((await execute('objects $1')).result as TableResult).columns[0]!.name).toBe('address');
  });

  test('tell what was assumed on the way', async () => {
    const { result } = await execute('types.TracebackType | where @size > 1 | head 1');
    expect(result.provenance.notes).toEqual([expect.stringContaining('types.TracebackType')]);
  });
});

test('a name that means something already is given, and what it means where is said', async () => {
  const notesOn = async (line: string) => (await execute(line)).result.provenance.notes;
  expect(await notesOn('x = traceback')).toEqual([expect.stringContaining('the command `at`: `x[:]`')]);
  expect(await objectsOf('x[:]')).toHaveLength(2);
  expect(await notesOn('frame = traceback')).toEqual([expect.stringContaining('the type is `"frame"`')]);
  expect(await notesOn('frame')).toEqual([]);
  expect(await notesOn('heads = traceback')).toEqual([]);
});

describe('errors', () => {
  test.each([
    ['count nonsense', 'nonsense'],
    ['traceback | where .x ~ "("', '"("'],
    ['traceback | sort nosuch', 'nosuch'],
    ['count $7', '$7'],
    ['x = $1', '$1'],
    ['traceback | nonsense', 'nonsense'],
    ['at 0x1', '0x1'],
  ])('%s points at %s', async (line, word) => {
    const { where } = await failure(line);
    expect(where.line).toBe(line);
    expect(line.slice(where.column, where.column! + where.length!)).toContain(word);
  });

  test('leave everything as it was', async () => {
    await execute('kept = traceback');
    await failure('other = frame | where .a ~ "("');
    await failure('kept = frame | sort nosuch');
    expect(await objectsOf('kept')).toHaveLength(2);
    expect((await execute('frame')).number).toBe(3);
    await failure('other');
    await failure('open b.heapsh as test');
    await failure('open missing.heapsh').catch(() => undefined);
    expect(session.snapshots.map(({ name }) => name)).toEqual(['test']);
  });

  test('so does stopping a command', async () => {
    const stopping: Task = {
      phase: () => undefined,
      step: () => {
        throw new CancelledError();
      },
    };
    await expect(execute('x = frame | where @size > 1', stopping)).rejects.toBeInstanceOf(CancelledError);
    await expect(execute('hist by referrer', stopping)).rejects.toBeInstanceOf(CancelledError);
    await expect(execute('frame minus str', stopping)).rejects.toBeInstanceOf(CancelledError);
    expect(session.results.names).toEqual([]);
    expect((await execute('hist by referrer')).number).toBe(1);
  });
});

describe('snapshots', () => {
  test('are opened under the name of their file, asked by it, chosen and closed', async () => {
    await execute('open b.heapsh');
    await execute('open c.heapsh as after');
    expect(session.snapshots.map(({ name, current }) => [name, current])).toEqual([
      ['test', false],
      ['b', false],
      ['after', true],
    ]);
    expect((await execute('count traceback')).result).toMatchObject({ value: 1 });
    expect((await execute('count test:traceback')).result).toMatchObject({ value: 2 });
    await execute('use test');
    expect((await execute('count traceback')).result).toMatchObject({ value: 2 });
    await execute('close after');
    expect((await failure('count after:traceback')).message).toContain('after');
    expect((await failure('use after')).hint).toContain('test, b');
  });

  test('when one is closed its results go too', async () => {
    await execute('mine = traceback');
    await execute('open b.heapsh');
    await execute('close test');
    expect((await failure('count $1')).message).toContain('no longer kept');
    await failure('count mine');
  });

  test('without one, there is nothing to ask', async () => {
    await execute('close');
    expect(await failure('hist')).toMatchObject({
      message: 'no snapshot is open',
      hint: expect.stringContaining('open'),
    });
    expect((await execute('snapshots')).result).toMatchObject({ rowCount: 0 });
  });
});

test('quit is told, and nothing else happens', async () => {
  await execute('quit');
  expect(session.quitting).toBe(true);
});
