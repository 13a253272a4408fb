import { describe, expect, test } from 'vitest';
import { QueryError } from '../../src/base/errors.ts';
import { NONE } from '../../src/model/kinds.ts';
import type { ObjectResult } from '../../src/query/result.ts';
import { heap } from '../support/heap.ts';
import { cellsOf, handlesOf, sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

const { snapshot, id } = pythonHeap();
const { run, table } = sessionOn(snapshot);

async function object(line: string): Promise<ObjectResult> {
  const result = await run(line);
  if (result.kind !== 'object') throw new Error(`${line} answers ${result.kind}`);
  return result;
}

describe('count', () => {
  test.each([
    ['count traceback', 2],
    ['traceback | count', 2],
    ['count all', snapshot.objectCount],
    ['hist traceback or frame | count', 2],
    ['hist | head 3 | count', 3],
    ['at 0x1000 | count', 1],
  ])('%s', async (line, value) => {
    expect(await run(line)).toMatchObject({ kind: 'scalar', unit: 'count', value });
  });
});

describe('objects and bytype', () => {
  test('one row an object', async () => {
    const expected = [
      [0x1060n, 'traceback', 64, 'app.py:12 in main'],
      [0x1070n, 'traceback', 64, 'store.py:5 in Store.load'],
    ];
    for (const line of ['bytype types.TracebackType', 'objects traceback', 'traceback']) {
      expect(cellsOf(await table(line), 'address', 'type', 'size', 'value')).toEqual(expected);
    }
    expect(handlesOf(await table('bytype traceback'))).toEqual([[id('outer')], [id('inner')]]);
  });

  test('another name of a type is told', async () => {
    const { provenance } = await run('bytype types.TracebackType');
    expect(provenance.notes.join()).toContain('traceback');
  });
});

describe('at', () => {
  test('tells what the object is', async () => {
    const { objectIndex, facts, path } = await object('at app.AppError');
    expect(objectIndex).toBe(id('error'));
    expect(Object.fromEntries(facts.map(({ name, value }) => [name, value]))).toMatchObject({
      type: 'app.AppError',
      kind: 'exception',
      size: 72,
      refcount: 1,
      generation: 2,
      depth: 2,
    });
    expect(path).toEqual([
      { object: id('app'), edge: '.__dict__' },
      { object: id('globals'), edge: '["last_error"]' },
      { object: id('error'), edge: '' },
    ]);
  });

  test('roots tell why they are roots', async () => {
    const { facts, path } = await object('at module');
    expect(facts).toContainEqual({ name: 'root', unit: 'text', value: 'module app' });
    expect(path).toEqual([{ object: id('app'), edge: '' }]);
  });

  test('an object that is a root twice tells both reasons', async () => {
    const { snapshot: twice } = heap({
      objects: { app: { type: 'module', refcount: 3 } },
      roots: { module: ['app'], builtins: ['app'] },
      deriveRoots: true,
    });
    const result = await sessionOn(twice).run('at module');
    const roots = result.kind === 'object' ? result.facts.filter(({ name }) => name === 'root') : [];
    expect(roots.map(({ value }) => value)).toEqual([
      'module app, builtins app, hidden (3 references not shown)',
    ]);
  });

  test('what nothing reaches has no path', async () => {
    expect((await object('at list[@size = 56]')).path).toEqual([]);
  });

  test('runs of the same element are one row', async () => {
    const { fields, fieldCount } = await object('at list[@size = 100]');
    expect(fieldCount).toBe(5);
    expect(fields).toEqual([
      { edge: '[0]', target: id('none'), weak: false, repeat: 3 },
      { edge: '[3]', target: id('zero'), weak: false, repeat: 1 },
      { edge: '[4]', target: id('none'), weak: false, repeat: 1 },
    ]);
  });

  test('fields in the dict of an instance read as its own; weak ones are marked', async () => {
    const { fields } = await object('at app.Node');
    expect(fields).toEqual([
      { edge: '.__dict__', target: id('nodeDict'), weak: false, repeat: 1 },
      { edge: '.page', target: id('zero'), weak: false, repeat: 1 },
      { edge: '.owner', target: id('app'), weak: true, repeat: 1 },
    ]);
  });

  test('fields that hold nothing are shown, entries without their keys', async () => {
    const { fields } = await object('at traceback[@line = 5]');
    expect(fields).toContainEqual({ edge: '.tb_next', target: NONE, weak: false, repeat: 1 });
    expect((await object('at dict[@size = 104]')).fields).toEqual([
      { edge: '["page"]', target: id('zero'), weak: false, repeat: 1 },
    ]);
  });

  test('of very many fields the rest is counted', async () => {
    const elements = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 'a' : 'b'));
    const long = heap({ objects: { list: { type: 'list', elements }, a: {}, b: {} } });
    const result = await sessionOn(long.snapshot).run('at list');
    expect(result).toMatchObject({ fieldCount: 1000 });
    expect(result.kind === 'object' && result.fields.length).toBe(100);
  });

  test('who refers to it is counted by type and edge, most first', async () => {
    const { referrers, referrerCount } = await object('at NoneType');
    expect(referrerCount).toBe(4);
    expect(referrers).toEqual([{ count: 4, type: 'list', edge: '[…]', sample: id('pages') }]);
    expect((await object('at int')).referrers.map(({ count, edge }) => [count, edge])).toEqual([
      [2, '.f_locals["page"]'],
      [1, '[3]'],
      [1, '["page"]'],
    ]);
    expect((await object('at module')).referrers).toMatchObject([{ count: 1, edge: '.owner (weak)' }]);
  });

  test('takes any set of exactly one object', async () => {
    await run('found = traceback');
    expect((await object('at found[0]')).objectIndex).not.toBe(NONE);
    expect((await object('traceback | head 1 | at')).objectIndex).toBe(id('outer'));
    await expect(run('at traceback')).rejects.toThrow('at takes one object, and here are 2 objects');
    await expect(run('at frame[@line = 999]')).rejects.toThrow('at takes one object, and the set is empty');
  });

  test('an address inside of an object is told with the error', async () => {
    const error = await run('at 0x1031').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({
      message: 'no object is at 0x1031',
      where: { column: 3, length: 6 },
      hint: 'it is byte 1 of the app.AppError at 0x1030',
    });
    await expect(run('backrefs 0x1031')).rejects.toMatchObject({
      hint: 'it is byte 1 of the app.AppError at 0x1030',
    });
    await expect(run('at 0x10')).rejects.toMatchObject({ hint: 'addresses are those of this snapshot only' });
  });
});
