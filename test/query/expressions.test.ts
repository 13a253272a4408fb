import { describe, expect, test } from 'vitest';
import { NONE } from '../../src/model/kinds.ts';
import { evaluateSet, rowKey, rowPredicate } from '../../src/query/evaluate.ts';
import { compileKeyIn } from '../../src/query/expressions/compile.ts';
import { parseExpression, parseSet } from '../../src/query/parser/parse.ts';
import type { TableResult } from '../../src/query/result.ts';
import { objectTable } from '../../src/query/rows.ts';
import type { Scope } from '../../src/query/scope.ts';
import { testHeap } from './small-heap.ts';

describe('predicates', () => {
  const { where } = testHeap();

  test.each([
    ['.tb_next is None', ['tail']],
    ['.tb_next is not None', ['head', 'middle']],
    ['.f_back is None', ['frame']],
    ['.tb_next = None', ['tail']],
    ['exists(.tb_next)', ['head', 'middle', 'tail']],
    ['not exists(.tb_next) and @kind = "frame"', ['frame']],
    ['.level = 3', ['node']],
    ['.level != 3', []],
    ['.name = "it\'s"', ['node']],
    ['.cache > 2k', ['other']],
    ['.cache = 1152921504606846976', ['other']],
    ['.f_locals.x = 3', ['frame']],
    ['.f_locals["x"] in (1, 3)', ['frame']],
    ['.f_locals.y = 3', []],
    ['.tb_lineno >= 8', ['middle', 'tail']],
    ['.tb_next.tb_lineno = 9', ['middle']],
    ['.tb_frame.f_code = .tb_frame.f_code', ['head', 'middle', 'tail']],
    ['.args[0] = "cache"', ['error']],
    ['[-1] is None', ['tuple']],
    ['["three"] = 3', ['globals']],
    ['@size > 1KiB', ['other']],
    ['@size + 1 = 301', ['frame']],
    ['@size / 2 = 150', ['frame']],
    ['@line in (7, 8) or @name ~ /^loader\\.R/i', ['head', 'middle', 'tail', 'frame', 'code']],
    ['@file ~ "loader" and @kind = "code"', ['code']],
    ['@in = 0', ['app', 'ratio', 'other']],
    ['@out >= 4 and @type != "dict"', ['frame']],
    ['@depth = 1 and @type = "dict"', ['globals']],
    ['@depth is None', ['other', 'fields', 'big', 'ratio']],
    ['@value = 0.5', ['ratio']],
    ['@value ~ /^loader\\.py:9/', ['tail']],
    ['@len > 1 and @kind = "tuple"', ['tuple']],
    ['@address = 0x1000', ['app']],
    ['@module = "app.nodes"', ['node']],
    ['.level and true', ['node']],
    ['1 < 2 and @index = 0', ['app']],
    ['0 < -@index + 1', ['app']],
  ])('%s', (predicate, expected) => expect(where(predicate).toSorted()).toEqual(expected.toSorted()));

  test('a long text is compared by its preview and its length, and that is said', () => {
    const long = 'x'.repeat(100);
    const spec = {
      objects: {
        a: { type: 'app.A', attributes: { name: 'long' } },
        b: { type: 'app.A', attributes: { name: 'longer' } },
        long: { type: 'str', value: long.slice(0, 96), length: 100 },
        longer: { type: 'str', value: long.slice(0, 96), length: 101 },
      },
    };
    const { where: ask, notes } = testHeap(spec);
    expect(ask(`.name = "${long}"`)).toEqual(['a']);
    expect(notes).toHaveLength(1);
    expect(ask(`.name = "${'y'.repeat(100)}"`)).toEqual([]);
  });

  test('what no text or number can hold for is told, and nothing else', () => {
    const notesOf = (predicate: string): readonly string[] => {
      const { where: ask, notes } = testHeap();
      ask(predicate);
      return notes;
    };
    expect(notesOf('"size" < 3')).toEqual([
      'a text and a number are never alike; fields begin with a dot, facts with @',
    ]);
    for (const never of ['@type > 3', '3 = @kind', '@file in ("a", 3)']) {
      expect(notesOf(never)).toEqual(['this is a text, and no number is like it: write a text in quotes']);
    }
    expect(notesOf('@size = "3"')).toHaveLength(1);
    for (const some of [
      '@type = "str"',
      '@value = 3',
      '@value = "a"',
      '.level > 3',
      '@name is None',
      '1 < 2',
    ])
      expect(notesOf(some)).toEqual([]);
  });

  test('the beginning of a long text is not taken for the whole', () => {
    const long = 'x'.repeat(96);
    const { where: ask } = testHeap({
      objects: {
        a: { type: 'app.A', attributes: { name: 'long' } },
        long: { type: 'str', value: long, length: 100 },
        bytes: { type: 'bytes', value: new Uint8Array(96).fill(120), length: 100 },
        whole: { type: 'str', value: long },
      },
    });
    expect(ask(`@value = "${long}"`)).toEqual(['whole']);
    expect(ask('@value ~ /^x+$/')).toEqual(['whole']);
    expect(ask('@value ~ /^x+…$/')).toEqual(['long', 'bytes']);
    expect(ask('.name ~ /x$/')).toEqual([]);
  });
});

describe('keys of rows', () => {
  function table(set: string): {
    table: TableResult;
    cells: (key: string) => unknown[];
    unit: (key: string) => string;
  } {
    const { scope } = testHeap();
    const rows = objectTable(evaluateSet(parseSet(set), scope));
    const keyOf = (text: string) =>
      rowKey({ kind: 'key', expression: parseExpression(text), name: text, start: 0, end: 0 }, rows, scope);
    return {
      table: rows,
      unit: (text) => keyOf(text).unit,
      cells: (text) => Array.from({ length: rows.rowCount }, (_, row) => keyOf(text).cell(row)),
    };
  }

  test('columns, facts and paths', () => {
    const { cells, unit } = table('traceback');
    expect(cells('size * 2')).toEqual([128, 128, 128]);
    expect(unit('size * 2')).toBe('bytes');
    expect(cells('@line')).toEqual([7, 8, 9]);
    expect(cells('.tb_lineno')).toEqual([7, 8, 9]);
    expect(cells('value')).toEqual([
      'loader.py:7 in Loader.run',
      'loader.py:8 in Loader.run',
      'loader.py:9 in Loader.run',
    ]);
  });

  test('a path to objects is objects, one to values is values', () => {
    const { id } = testHeap();
    const { cells, unit } = table('traceback');
    expect(unit('.tb_next')).toBe('object');
    expect(cells('.tb_next')).toEqual([id('middle'), id('tail'), null]);
    const nodes = table('app.nodes.Node');
    expect(nodes.unit('.name')).toBe('value');
    expect(nodes.cells('.name')).toEqual(["it's"]);
    expect(nodes.cells('.nothing')).toEqual([undefined]);
  });

  test('rows are tested by their columns', () => {
    const { scope } = testHeap();
    const { table: rows } = table('all');
    const holds = rowPredicate(
      parseExpression('type = "traceback" and size >= 64 and .tb_next is None'),
      rows,
      scope,
    );
    expect(Array.from({ length: rows.rowCount }, (_, row) => row).filter(holds)).toHaveLength(1);
    expect(() => rowPredicate(parseExpression('sizes > 3'), rows, scope)).toThrow('no column `sizes`');
    expect(() => rowPredicate(parseExpression('sise > 3'), rows, scope)).toThrow(
      expect.objectContaining({ hint: 'a field is written `.sise`; did you mean `size`?' }),
    );
    expect(() => rowPredicate(parseExpression('type = de'), rows, scope)).toThrow(
      expect.objectContaining({
        hint: expect.stringMatching(/^a text stands in quotes: "de"; .*columns are/),
      }),
    );
    expect(() => rowPredicate(parseExpression('location ~ "x"'), rows, scope)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('`@file` and `@line`') }),
    );
  });
});

describe('values', () => {
  /** Of an expression that is about no row. */
  function valueIn(text: string, scope: Scope) {
    const environment = { scope, subjectOf: () => NONE, rowCount: 1, columns: [], evaluateSet };
    return compileKeyIn(parseExpression(text), environment).cell(0);
  }

  test.each([
    ['count(traceback) < 1000', true],
    ['count(traceback) * 2 + 1', 7],
    ['bytes(traceback)', 192],
    ['retained(traceback)', 192],
    ['9007199254740993 + 1', 9007199254740994n],
    ['9007199254740993 = 9007199254740993', true],
    ['1 / 0', undefined],
    ['"a" < "b"', true],
    ['"a" < 1', false],
    ['2 - 3 - 4', -5],
  ])('%s', (text, value) => expect(valueIn(text, testHeap().scope)).toBe(value));

  test('properties of results', () => {
    const { scope, results } = testHeap();
    const table = objectTable(evaluateSet(parseSet('traceback'), scope));
    results.set('$1', { ...table, totals: { bytes: 192 } });
    const value = (text: string) => valueIn(text, scope);
    expect(value('$1.rows')).toBe(3);
    expect(value('$1.bytes')).toBe(192);
    expect(value('$1.size')).toBe(64);
    expect(value('$1[2].type')).toBe('traceback');
    expect(() => value('$1.sizes')).toThrow('no `sizes`');
    expect(() => value('$1[7].size')).toThrow('no row 7');
    expect(() => value('retaind(frame)')).toThrow('no function `retaind`');
  });
});
