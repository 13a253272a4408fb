import { expect, test } from 'vitest';
import { heap } from '../support/heap.ts';
import { cellsOf, handlesOf, sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

const { snapshot, id } = pythonHeap();
const { run, table } = sessionOn(snapshot);

test('frames lists the stacks of all threads, innermost first', async () => {
  const answer = await table('frames');
  expect(cellsOf(answer, 'thread', 'depth', 'function', 'file', 'line', 'locals', 'frame')).toEqual([
    ['MainThread', 0, 'Store.load', '/srv/store.py', 5, 2, id('loadFrame')],
    ['MainThread', 1, 'main', '/srv/app.py', 14, 1, id('mainFrame')],
  ]);
  expect(handlesOf(answer)).toEqual([[id('loadFrame')], [id('mainFrame')]]);
});

test('frames of a snapshot without stacks says that there are none', async () => {
  const answer = await sessionOn(heap({ objects: { only: {} } }).snapshot).table('frames');
  expect([answer.rowCount, answer.provenance.notes]).toEqual([
    0,
    ['no stacks are recorded in this snapshot'],
  ]);
});

test('locals of a frame', async () => {
  const answer = await table('frames | head 1 | locals');
  expect(cellsOf(answer, 'name', 'value', 'type', 'size', 'object')).toEqual([
    ['page', '0', 'int', 28, id('zero')],
    ['pages', '[None, None, None, 0, None]', 'list', 100, id('pages')],
  ]);
  expect(handlesOf(answer)).toEqual([[id('zero')], [id('pages')]]);
});

test('locals of several frames tell which', async () => {
  expect(cellsOf(await table('locals frame'), 'frame', 'name')).toEqual([
    [id('mainFrame'), 'page'],
    [id('loadFrame'), 'page'],
    [id('loadFrame'), 'pages'],
  ]);
});

test('locals of a traceback are those of its frame, which is told once', async () => {
  const answer = await table('traceback | where .tb_next is not None | locals');
  expect(cellsOf(answer, 'name', 'object')).toEqual([['page', id('zero')]]);
  expect(await table('locals traceback or frame')).toMatchObject({ rowCount: 3, total: 3 });
});

test('what has no frame has no locals', async () => {
  await expect(run('locals dict')).rejects.toThrow('is of type dict, not a frame');
});
