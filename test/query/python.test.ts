import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { NONE } from '../../src/model/kinds.ts';
import { dictOwners } from '../../src/query/dict-owners.ts';
import { edgeLabel } from '../../src/query/edge-label.ts';
import { bytesLiteral, floatLiteral, textLiteral } from '../../src/query/runtimes/python/literal.ts';
import { EMPTY_FIELD, NO_FIELD } from '../../src/query/runtimes/runtime.ts';
import { testHeap } from './small-heap.ts';

describe('literals are written as repr does', () => {
  test.each([
    ['abc', "'abc'"],
    ["it's", '"it\'s"'],
    ['both \' and "', "'both \\' and \"'"],
    ['a\\b\n\r\t\0\x7f\xa0\u202e\ud800é𝒳', "'a\\\\b\\n\\r\\t\\x00\\x7f\\xa0\\u202e\\ud800é𝒳'"],
  ])('%j', (text, literal) => expect(textLiteral(text)).toBe(literal));

  test.each([
    [[97, 39, 0, 255, 10], `b"a'\\x00\\xff\\n"`],
    [[39, 34], `b'\\'"'`],
  ])('%j', (bytes, literal) => expect(bytesLiteral(Uint8Array.from(bytes))).toBe(literal));

  test.each([
    [1, '1.0'],
    [-0, '-0.0'],
    [0.1, '0.1'],
    [1e16, '1e+16'],
    [123456789012345.6, '123456789012345.6'],
    [1e-4, '0.0001'],
    [1.5e-5, '1.5e-05'],
    [1e300, '1e+300'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NaN, 'nan'],
  ])('%d', (value, literal) => expect(floatLiteral(value)).toBe(literal));

  test('a float is read back as it was', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(floatLiteral(value))).toBe(value);
      }),
    );
  });
});

describe('objects in a line', () => {
  const { heap, id } = testHeap();
  const describeLabel = (label: string) => heap.runtime.describe(heap.snapshot, id(label));

  test.each([
    ['app', 'module app.main'],
    ['three', '3'],
    ['none', 'None'],
    ['ratio', '0.5'],
    ['big', '1152921504606846976'],
    ['text', '"it\'s"'],
    ['tuple', '("it\'s", None)'],
    ['args', "('cache',)"],
    ['cache', '{("it\'s", None): <app.LoadError>, 3: None}'],
    ['head', 'loader.py:7 in Loader.run'],
    ['frame', 'loader.py:12 in Loader.run'],
    ['code', 'Loader.run (loader.py:3)'],
    ['error', "'cache'"],
    ['node', 'name="it\'s"'],
    ['other', undefined],
  ])('%s', (label, text) => expect(describeLabel(label)).toBe(text));

  test('what was captured in part tells the whole length, and containers stay short', () => {
    const { heap: other, id: of } = testHeap({
      objects: {
        long: { type: 'str', value: 'x'.repeat(96), length: 1234 },
        list: { type: 'list', elements: Array.from({ length: 40 }, () => 'nested') },
        nested: { type: 'tuple', elements: ['deep', 'long'] },
        deep: { type: 'tuple', elements: ['long'] },
        empty: { type: 'dict', entries: [] },
        huge: { type: 'int', value: 2n ** 100n },
      },
    });
    const text = (label: string) => other.runtime.describe(other.snapshot, of(label)) ?? '';
    expect(text('long')).toBe(`'${'x'.repeat(96)}'… (1,234 characters)`);
    expect(text('list')).toMatch(/^\[.*, …\] \(40 items\)$/);
    expect(text('list').length).toBeLessThan(400);
    expect(text('list')).toContain('(…)');
    expect(text('nested')).toBe(`(('${'x'.repeat(40)}'…,), '${'x'.repeat(40)}'…)`);
    expect(text('empty')).toBe('{}');
    expect(text('huge')).toBe('integer of 101 bits');
  });

  test('locations', () => {
    const { location } = heap.runtime;
    expect(location(heap.snapshot, id('tail'))).toEqual({
      file: '/usr/lib/loader.py',
      line: 9,
      name: 'Loader.run',
    });
    expect(location(heap.snapshot, id('three'))).toBeUndefined();
  });
});

describe('fields', () => {
  const { heap, id } = testHeap();
  const field = (label: string, name: string) => heap.runtime.fieldReader(heap.snapshot, name)(id(label));

  test('are edges, entries of the dict of fields, empty, or not there', () => {
    expect(field('node', 'level')).toBe(id('three'));
    expect(field('other', 'cache')).toBe(id('big'));
    expect(field('app', 'cache')).toBe(id('cache'));
    expect(field('tail', 'tb_next')).toBe(EMPTY_FIELD);
    expect(field('error', '__cause__')).toBe(EMPTY_FIELD);
    expect(field('frame', 'f_back')).toBe(id('none'));
    expect(field('node', 'nothing')).toBe(NO_FIELD);
    expect(field('cache', 'cache')).toBe(NO_FIELD);
  });

  test('names to complete are those that objects of the type have', () => {
    const type = heap.snapshot.objects.typeIndexes[id('other')]!;
    expect(heap.runtime.fieldNames(heap.snapshot, type)).toEqual(expect.arrayContaining(['cache']));
    const frame = heap.snapshot.objects.typeIndexes[id('frame')]!;
    expect(heap.runtime.fieldNames(heap.snapshot, frame)).toEqual(
      expect.arrayContaining(['f_back', 'f_locals']),
    );
  });

  test('a dict of fields belongs to its object', () => {
    const owners = heap.derived(dictOwners, quietTask);
    expect(owners[id('fields')]).toBe(id('other'));
    expect(owners[id('cache')]).toBe(NONE);
    const kind = (label: string) =>
      heap.runtime.classOrDictOwner(heap.snapshot, id(label), (dict) => owners[dict]!);
    expect(['fields', 'globals', 'cache', 'node'].map(kind)).toEqual([
      'dict of lib.Node',
      'dict of module',
      'dict',
      'app.nodes.Node',
    ]);
  });
});

test('edges are written as the language follows them', () => {
  const { heap, id } = testHeap();
  const labels = (label: string) => {
    const { first } = heap.snapshot.edges;
    const from = first[id(label)]!;
    return Array.from({ length: first[id(label) + 1]! - from }, (_, i) => edgeLabel(heap, from + i));
  };
  expect(labels('head')).toEqual(['.tb_next', '.tb_frame']);
  expect(labels('frame')).toEqual(['.f_code', '.f_back', '.f_locals["self"]', '.f_locals["x"]']);
  expect(labels('tuple')).toEqual(['[0]', '[1]']);
  expect(labels('globals')).toEqual(['{key}', '["cache"]', '{key}', '["three"]']);
  expect(labels('cache')).toEqual(['{key}', '[("it\'s", None)]', '{key}', '[3]']);
});

describe('classes without objects of their own', () => {
  const { labels, notes } = testHeap({
    objects: {
      type: { type: 'type', name: 'type' },
      base: { type: 'type', name: 'Exception', attributes: { __mro__: 'baseOrder' } },
      middle: { type: 'type', name: 'app.errors.AppError', attributes: { __mro__: 'middleOrder' } },
      leafClass: { type: 'type', name: 'app.errors.LoadError', attributes: { __mro__: 'leafOrder' } },
      baseOrder: { type: 'tuple', elements: ['base'] },
      middleOrder: { type: 'tuple', elements: ['middle', 'base'] },
      leafOrder: { type: 'tuple', elements: ['leafClass', 'middle', 'base'] },
      error: { type: 'app.errors.LoadError' },
      Traceback: { type: 'type', name: 'Traceback' },
      traceback: { type: 'traceback' },
    },
    types: { 'app.errors.LoadError': { kind: 'exception', object: 'leafClass' } },
  });

  test.each(['Exception+', 'builtins.Exception+', 'app.errors.AppError+', 'AppError+', 'LoadError+'])(
    '%s',
    (set) => expect(labels(set)).toEqual(['error']),
  );

  test('have no objects, and that is said', () => {
    expect(labels('Exception')).toEqual([]);
    expect(notes.at(-1)).toContain('`Exception+` has those of its subclasses');
    expect(() => labels('AppErr+')).toThrow('no type `AppErr`');
  });

  test('nor have their subclasses: then only what else was meant is offered', () => {
    expect(labels('Traceback')).toEqual([]);
    expect(notes.at(-1)).toBe('no object is `Traceback` itself; did you mean `traceback` (1 object)?');
  });

  test.each([
    ['Exceptin+', 'did you mean `Exception+`?'],
    ['errors.Exceptin', 'did you mean `Exception+`?'],
    ['app.mistaken.LoadErrr', 'did you mean `app.errors.LoadError` (1 object)?'],
    ['lib.traceback', 'did you mean `traceback` (1 object)?'],
  ])('%s gets a hint', (set, hint) => {
    expect(() => labels(set)).toThrow(expect.objectContaining({ hint }));
  });
});
