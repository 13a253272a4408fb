import { expect, test } from 'vitest';
import { heap } from '../support/heap.ts';
import { sessionOn } from '../support/run-command.ts';

const { snapshot } = heap({
  objects: {
    app: { type: 'module', attributes: { __dict__: 'globals' } },
    globals: { type: 'dict', entries: [['name', 'error']] },
    name: { type: 'str', value: 'last_error' },
    error: { type: 'ValueError', attributes: { __traceback__: 'head' } },
    head: { type: 'traceback', attributes: { tb_next: 'tail' } },
    tail: { type: 'traceback' },
  },
  roots: { module: ['app'] },
});
const { run } = sessionOn(snapshot);
const notes = async (line: string) => (await run(line)).provenance.notes;

test('a field that nothing has is told, with the nearest that there is', async () => {
  const told = ['nothing in this snapshot has a field `tb_nxt`; did you mean `tb_next`?'];
  expect(await notes('traceback | where .tb_nxt is None')).toEqual(told);
  expect(await notes('traceback[.tb_nxt is None]')).toEqual(told);
  expect(await notes('traceback->tb_nxt')).toEqual(told);
});

test('fields that are entries, empty everywhere or columns are fields', async () => {
  expect(await notes('module[.last_error is not None]')).toEqual([]);
  expect(await notes('ValueError[.__cause__ is None]')).toEqual([]);
  expect(await notes('traceback[.tb_lineno > 3]')).toEqual([]);
});

test('a field that only others have is told, with the nearest that these have', async () => {
  expect(await notes('traceback->__traceback__')).toEqual([
    'no object of this set has a field `__traceback__`; there are `tb_next`',
  ]);
  expect(await notes('traceback->last_error')).toEqual([
    'no object of this set has a field `last_error`; there are `tb_next`',
  ]);
  expect(await notes('ValueError->tb_next')).toHaveLength(1);
});

test('where a type is named, how its objects and references to them are asked for is told', async () => {
  expect(await notes('ValueError->traceback')).toEqual([
    'no object of this set has a field `traceback`; `traceback` is a type: those that a set refers to are `SET->* and traceback`',
  ]);
  expect(await run('ValueError->* and traceback')).toMatchObject({ rowCount: 1 });
  await expect(run('whatif ValueError->traceback')).rejects.toMatchObject({
    hint: '`traceback` is a type: the references to its objects are *->traceback',
  });
});

test('so is one that a predicate asks for, when it holds for none', async () => {
  const told = ['no object of this set has a field `__traceback__`; there are `tb_next`'];
  expect(await notes('traceback[@size > 0 and .__traceback__ is not None]')).toEqual(told);
  expect(await notes('traceback | where not .__traceback__.tb_next != 3 and .__traceback__ = 3')).toEqual(
    told,
  );
  expect(await notes('traceback | where .tb_next is not None and @size > 99')).toEqual([]);
  expect(await notes('traceback | where @size > 99 and .tb_next is None')).toEqual([]);
  expect(await notes('all | where .__traceback__ is None and @size > 99')).toEqual([]);
  expect(await notes('traceback[exists(.__traceback__)]')).toEqual([]);
  expect(await notes('hist | where count > 99')).toEqual([]);
});

test('where a field holds nothing or is cut, nothing is said', async () => {
  expect(await notes('traceback[.tb_next is None]->tb_next')).toEqual([]);
  expect(await notes('ValueError->__cause__')).toEqual([]);
  expect(await notes('module[@size = 0]->tb_next')).toEqual([]);
  await run('cut ValueError->__traceback__');
  expect(await notes('ValueError->__traceback__')).toEqual([]);
  await run('uncut all');
});
