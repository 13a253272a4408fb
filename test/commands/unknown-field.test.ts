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
