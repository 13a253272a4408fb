import { expect, test } from 'vitest';
import { cellsOf, handlesOf, sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

const { snapshot, id } = pythonHeap();
const { run, table } = sessionOn(snapshot);

test('a path is followed from each object, and rows stand for what it found', async () => {
  const answer = await table('traceback | json $.tb_frame.f_locals.page');
  expect(cellsOf(answer, 'object', 'path', 'value')).toEqual([
    [id('outer'), '$.tb_frame.f_locals.page', 0],
    [id('inner'), '$.tb_frame.f_locals.page', 0],
  ]);
  expect(handlesOf(answer)).toEqual([[id('zero')], [id('zero')]]);
});

test('the set may be written too', async () => {
  expect(cellsOf(await table('json app.AppError $.args[0]'), 'value')).toEqual([['no such page']]);
});

test('later stages work on what was found', async () => {
  expect(await run('app.AppError | json $..* | where @type = "frame" | objects | count')).toMatchObject({
    value: 2,
  });
});

test('what is no path is an error', async () => {
  await expect(run('traceback | json .tb_frame')).rejects.toThrow('begins with `$`');
});
