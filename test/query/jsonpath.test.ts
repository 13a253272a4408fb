import { describe, expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { compilePredicate, evaluateSet } from '../../src/query/evaluate.ts';
import { jsonTable } from '../../src/query/json-table.ts';
import { parseSet } from '../../src/query/parser/parse.ts';
import type { HeapSpec } from '../support/heap.ts';
import { program, testHeap } from './small-heap.ts';

function ask(set: string, path: string, spec: HeapSpec = program) {
  const { scope } = testHeap(spec);
  const tools = {
    task: quietTask,
    predicate: (expression: Parameters<typeof compilePredicate>[0]) => compilePredicate(expression, scope),
  };
  return jsonTable(evaluateSet(parseSet(set), scope), path, tools);
}

function hits(set: string, path: string, spec: HeapSpec = program): Record<string, unknown> {
  const table = ask(set, path, spec);
  const labels = Object.keys(spec.objects);
  const [, text, value] = table.columns;
  const cell = (row: number) => {
    const found = value!.cell(row);
    return value!.unitOf!(row) === 'object' ? `<${labels[found as number]}>` : found;
  };
  return Object.fromEntries(Array.from({ length: table.rowCount }, (_, row) => [text!.cell(row), cell(row)]));
}

describe('paths', () => {
  test.each([
    ['frame', '$.f_locals.*', { '$.f_locals.self': '<node>', '$.f_locals.x': 3 }],
    ['frame', '$.f_locals.*.name', { '$.f_locals.self.name': "it's" }],
    ['frame', "$['f_locals']['x']", { '$.f_locals.x': 3 }],
    ['frame', '$.f_locals.*~', { '$.f_locals.self': 'self', '$.f_locals.x': 'x' }],
    ['traceback[0]', '$.tb_next.tb_lineno', { '$.tb_next.tb_lineno': 8 }],
    ['traceback[2]', '$.tb_next', { '$.tb_next': null }],
    ['traceback[2]', '$.nothing', {}],
    ['tuple[0]', '$[0]', { '$[0]': "it's" }],
    ['tuple[0]', '$[-1:]', { '$[1]': null }],
    ['tuple[0]', '$[0,1]', { '$[0]': "it's", '$[1]': null }],
    ['module', '$.three', { '$.three': 3 }],
    ['module', '$.*', { '$.cache': '<cache>', '$.three': 3 }],
    ['module', '$.*@integer()', { '$.three': 3 }],
    ['frame', '$.f_locals[?(@.level == 3 && @.name != "x")]', { '$.f_locals.self': '<node>' }],
    ['traceback[0]', '$.tb_next^', { $: '<head>' }],
  ])('%s %s', (set, path, expected) => expect(hits(set, path)).toEqual(expected));

  test('a descent meets each object once, nearest first, and a cycle ends', () => {
    const found = hits('LoadError', '$..tb_next');
    expect(Object.keys(found)).toEqual([
      '$.__traceback__.tb_next',
      '$.__traceback__.tb_next.tb_next',
      '$.__traceback__.tb_next.tb_next.tb_next',
    ]);
    const cycle: HeapSpec = { objects: { a: { type: 'app.A', attributes: { next: 'a' } } } };
    expect(hits('app.A', '$..next', cycle)).toEqual({ '$.next': '<a>' });
  });

  test('a descent through a chain of fifty thousand needs no stack', () => {
    const links = Array.from({ length: 50_000 }, (_, i) => [
      `n${i}`,
      { type: 'app.Link', ...(i === 49_999 ? {} : { attributes: { next: `n${i + 1}` } }) },
    ]);
    const spec: HeapSpec = { objects: Object.fromEntries(links) };
    expect(ask('0x1000', '$..next', spec).rowCount).toBe(49_999);
  });

  test('rows stand for the objects found', () => {
    const table = ask('frame', '$.f_locals.*');
    const { id } = testHeap();
    expect([table.subjectOf(0), table.subjectOf(1)]).toEqual([id('node'), id('three')]);
    expect(Array.from(table.objectsOf(1))).toEqual([id('three')]);
    expect(table.provenance.exact).toBe(true);
  });
});

test.each([
  ['x.y', 'begins with `$`'],
  ['$.a[', '`]` is missing'],
  ['$.a]', 'closes nothing'],
  ["$['a", 'has no closing'],
  ['$.a..', 'is empty'],
  ['$.a[]', 'is empty'],
  ['$[(@.length-1)]', 'scripts in a JSONPath are not run'],
  ['$[?(@.x.constructor.constructor("return process")())]', 'is not understood'],
  ['$[?(process.exit())]', 'is not understood'],
  ['$.#7', 'is empty'],
])('%s is refused', (path, message) => expect(() => ask('frame', path)).toThrow(message));

test('of a very long way the end is written, so that an answer does not grow with the square of its length', () => {
  const depth = 300;
  const objects = Object.fromEntries(
    Array.from({ length: depth }, (_, i) => [
      `o${i}`,
      { type: 'list', elements: i + 1 < depth ? [`o${i + 1}`] : [] },
    ]),
  );
  const table = ask('list', '$..*', { objects });
  const texts = Array.from({ length: depth - 1 }, (_, row) => String(table.columns[1]!.cell(row)));
  expect(texts[199]).toBe(`$${'[0]'.repeat(200)}`);
  expect(texts[200]).toBe(`$…${'[0]'.repeat(200)}`);
});
