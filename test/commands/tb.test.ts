import { expect, test } from 'vitest';
import { heap, type ObjectSpec } from '../support/heap.ts';
import { sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

const { run } = sessionOn(pythonHeap().snapshot);

async function printed(line: string): Promise<readonly string[]> {
  const result = await run(line);
  if (result.kind !== 'text') throw new Error(`${line} answers ${result.kind}`);
  return result.lines;
}

test('a traceback is printed from the given head, oldest call first, by the names Python prints', async () => {
  expect(await printed('tb traceback[@line = 12]')).toEqual([
    '  File "/srv/app.py", line 12, in main',
    '  File "/srv/store.py", line 5, in load',
  ]);
  expect(await printed('tb traceback[@line = 5]')).toEqual(['  File "/srv/store.py", line 5, in load']);
});

test('--limit takes the first entries, or the last when it is negative', async () => {
  expect(await printed('tb traceback[@line = 12] --limit 1')).toEqual([
    '  File "/srv/app.py", line 12, in main',
  ]);
  expect(await printed('tb traceback[@line = 12] --limit -1')).toEqual([
    '  File "/srv/store.py", line 5, in load',
  ]);
  expect(await printed('tb traceback[@line = 12] --limit 0')).toEqual([]);
});

test('a frame prints its stack, the newest call last; --limit takes the newest', async () => {
  expect(await printed('tb frame[@line = 5]')).toEqual([
    '  File "/srv/app.py", line 14, in main',
    '  File "/srv/store.py", line 5, in load',
  ]);
  expect(await printed('tb frame[@line = 5] --limit 1')).toEqual(['  File "/srv/store.py", line 5, in load']);
});

test('an exception prints its traceback and its message', async () => {
  expect(await printed('tb app.AppError')).toEqual([
    'Traceback (most recent call last):',
    '  File "/srv/app.py", line 12, in main',
    '  File "/srv/store.py", line 5, in load',
    'app.AppError: no such page',
  ]);
});

test('several are told apart', async () => {
  const lines = await printed('tb app.AppError or frame');
  expect(lines.filter((line) => / 0x.*:$/.test(line))).toHaveLength(2);
});

test('of a whole chain the head is printed, once', async () => {
  expect(await printed('traceback | tb')).toEqual(await printed('tb traceback[@line = 12]'));
  await run('chains traceback via tb_next');
  expect(await printed('tb _[0]')).toEqual(await printed('tb traceback[@line = 12]'));
});

test('anything else is an error', async () => {
  await expect(run('tb app.Node')).rejects.toThrow('is of type app.Node: no traceback, frame or exception');
});

test('a recursion of a hundred thousand is folded, not followed by recursion', async () => {
  const depth = 100_000;
  const objects: Record<string, ObjectSpec> = {
    code: { type: 'code', name: 'f', file: 'a.py' },
    frame: { type: 'frame', attributes: { f_code: 'code' } },
  };
  for (let i = 0; i < depth; i++) {
    const next = i + 1 < depth ? { tb_next: `t${i + 1}` } : {};
    objects[`t${i}`] = { type: 'traceback', line: 7, attributes: { tb_frame: 'frame', ...next } };
  }
  const long = sessionOn(heap({ objects }).snapshot);
  const result = await long.run('traceback | head 1 | tb');
  expect(result).toMatchObject({
    lines: [...Array(3).fill('  File "a.py", line 7, in f'), '  [Previous line repeated 99997 more times]'],
  });
});

test('arguments of an exception are printed as str() gives them', async () => {
  const { snapshot } = heap({
    objects: {
      none: { type: 'Exception', attributes: { args: 'empty' } },
      two: { type: 'ValueError', attributes: { args: 'pair' } },
      key: { type: 'app.NoKey', attributes: { args: 'textOnly' } },
      main: { type: '__main__.Oops', attributes: { args: 'single' } },
      empty: { type: 'tuple', elements: [] },
      pair: { type: 'tuple', elements: ['text', 'one'] },
      textOnly: { type: 'tuple', elements: ['text'] },
      single: { type: 'tuple', elements: ['one'] },
      text: { type: 'str', value: "it's" },
      one: { type: 'int', value: 1 },
    },
    types: {
      KeyError: { kind: 'exception' },
      'app.NoKey': { kind: 'exception', bases: ['KeyError'] },
      '__main__.Oops': { kind: 'exception' },
    },
  });
  const result = await sessionOn(snapshot).run('Exception or ValueError or app.NoKey or __main__.Oops | tb');
  const lines = result.kind === 'text' ? result.lines.filter((line) => !line.includes(' 0x')) : [];
  expect(lines).toEqual(['Exception', 'ValueError: ("it\'s", 1)', 'app.NoKey: "it\'s"', 'Oops: 1']);
});
