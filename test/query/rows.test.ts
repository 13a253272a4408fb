import { expect, test } from 'vitest';
import { NONE } from '../../src/model/kinds.ts';
import { evaluateSet } from '../../src/query/evaluate.ts';
import { parseSet } from '../../src/query/parser/parse.ts';
import type { Provenance } from '../../src/query/result.ts';
import { objectsOfResult, objectsOfTable, objectTable, pickRows, tableOf } from '../../src/query/rows.ts';
import { testHeap } from './small-heap.ts';

const provenance: Provenance = { exact: true, weak: 'not used', notes: [] };

test('objects as rows', () => {
  const { scope, id } = testHeap();
  const table = objectTable(evaluateSet(parseSet('traceback'), scope));
  expect(table.columns.map((column) => [column.name, column.cell(0)])).toEqual([
    ['address', 0x1000n + 16n * BigInt(id('head'))],
    ['type', 'traceback'],
    ['size', 64],
    ['value', 'loader.py:7 in Loader.run'],
  ]);
  expect([table.rowCount, table.total, table.subjectOf(1), table.subjectOf(3)]).toEqual([
    3,
    3,
    id('middle'),
    NONE,
  ]);
});

test('picked rows keep their handles, and may be picked again', () => {
  const { scope, id } = testHeap();
  const table = objectTable(evaluateSet(parseSet('traceback'), scope));
  const last = pickRows(pickRows(table, Uint32Array.of(2, 1), 3), Uint32Array.of(1));
  expect(last.subjectOf(0)).toBe(id('middle'));
  expect(Array.from(last.objectsOf(0))).toEqual([id('middle')]);
  expect(last.columns[3]!.cell(0)).toBe('loader.py:8 in Loader.run');
  expect(pickRows(table, Uint32Array.of(2, 1), 3)).toMatchObject({ rowCount: 2, total: 3 });
});

test('objects behind rows come once each, in the order of the rows', () => {
  const { heap } = testHeap();
  const groups = [Uint32Array.of(3, 1), Uint32Array.of(1, 2), Uint32Array.of(0)];
  const table = {
    kind: 'table' as const,
    heap,
    provenance,
    columns: [],
    rowCount: 3,
    total: 3,
    objectsOf: (row: number) => groups[row]!,
    subjectOf: () => NONE,
  };
  expect(Array.from(objectsOfTable(table).indexes)).toEqual([3, 1, 2, 0]);
  expect(Array.from(objectsOfTable(table, 1).indexes)).toEqual([1, 2, 0]);
});

test('trees, paths and single objects are tables of what they show; values and texts are not', () => {
  const { heap, id } = testHeap();
  const node = (label: string, children: readonly ReturnType<typeof leaf>[] = []) => ({
    ...leaf(label),
    children,
  });
  const leaf = (label: string) => ({ edge: '', object: id(label), children: [] });
  const tree = {
    kind: 'tree' as const,
    heap,
    provenance,
    direction: 'in' as const,
    roots: [node('head', [leaf('frame'), leaf('middle')]), leaf('frame')],
  };
  expect(Array.from(objectsOfResult(tree).indexes)).toEqual([id('head'), id('frame'), id('middle')]);
  expect(tableOf(tree).rowCount).toBe(3);
  const steps = [
    { object: id('app'), edge: '.x' },
    { object: id('cache'), edge: '' },
  ];
  const path = { kind: 'path' as const, heap, provenance, steps, rootKind: 'module' };
  expect(Array.from(objectsOfResult(path).indexes)).toEqual([id('app'), id('cache')]);
  const scalar = { kind: 'scalar' as const, heap, provenance, value: 3, unit: 'count' as const };
  expect(() => tableOf(scalar)).toThrow('a value, not objects');
});
