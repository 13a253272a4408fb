import { expect, test } from 'vitest';
import { heap } from '../support/heap.ts';
import { cellsOf, handlesOf, sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

function opened() {
  const other = heap({ objects: { only: { type: 'list', size: 56 } } }).snapshot;
  return sessionOn(pythonHeap().snapshot, { 'other.heapsh': other });
}

test('open makes a snapshot current, use another, close closes', async () => {
  const { run, table } = opened();
  const answer = await table('open other.heapsh as other');
  expect(cellsOf(answer, 'name', 'current', 'objects', 'bytes', 'runtime')).toEqual([
    ['other', true, 1, 56, 'cpython 3.11.2'],
  ]);
  expect(await run('count all')).toMatchObject({ value: 1 });
  await run('use test');
  expect(await run('count traceback')).toMatchObject({ value: 2 });
  expect(await run('count other:list')).toMatchObject({ value: 1 });
  expect(cellsOf(await table('snapshots'), 'name', 'current')).toEqual([
    ['test', true],
    ['other', false],
  ]);
  expect(cellsOf(await table('close other'), 'name')).toEqual([['test']]);
});

test('what cannot be opened or used is an error, and nothing changes', async () => {
  const { run, table } = opened();
  await expect(run('open missing.heapsh')).rejects.toThrow('no such file');
  await expect(run('use nobody')).rejects.toThrow('nobody');
  await expect(run('close nobody')).rejects.toThrow('nobody');
  expect(cellsOf(await table('snapshots'), 'name')).toEqual([['test']]);
});

test('without a snapshot, questions are errors and info is one', async () => {
  const { run } = opened();
  await run('close');
  for (const line of ['info', 'hist', 'frames', 'count all']) await expect(run(line)).rejects.toThrow();
});

test('info tells totals, roots by kind and what is unreachable, each a handle', async () => {
  const { snapshot, id } = pythonHeap();
  const answer = await sessionOn(snapshot).table('info');
  const names = cellsOf(answer, 'name').flat();
  const facts = Object.fromEntries(cellsOf(answer, 'name', 'value'));
  expect(facts).toMatchObject({
    snapshot: 'test',
    file: 'test.heapsh',
    runtime: 'cpython 3.11.2',
    arguments: 'app.py',
    thread: 'MainThread: 2 frames',
    objects: snapshot.objectCount,
    edges: snapshot.edgeCount,
    weak_edges: 1,
    roots: 2,
    roots_module: 1,
    roots_thread: 1,
    unreachable: 4,
  });
  const handle = (name: string) => handlesOf(answer)[names.indexOf(name)];
  expect(handle('roots_module')).toEqual([id('app')]);
  expect(handle('thread')).toEqual([id('loadFrame'), id('mainFrame')]);
  expect(handle('unreachable')).toEqual(['node', 'nodeDict', 'pageKey', 'garbage'].map(id));
});

test('a file that has gone is a fact, not a failure', async () => {
  const answer = await opened().table('info');
  expect(Object.fromEntries(cellsOf(answer, 'name', 'value')).sha256).toMatch(/^unknown: /);
});
