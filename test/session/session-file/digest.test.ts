import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CancelledError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import { jsonDocument } from '../../../src/output/json/index.ts';
import { jsonLines } from '../../../src/output/json-lines.ts';
import type { Cell, ColumnUnit, Result } from '../../../src/query/result.ts';
import { objectTable } from '../../../src/query/rows.ts';
import { AnswerDigest, answerDigest } from '../../../src/session/session-file/digest.ts';
import { trailerOf, trailerText } from '../../../src/session/session-file/trailer.ts';
import { exact, smallHeap, tableOf } from '../../output/a-heap.ts';

const { heap, id } = smallHeap();
const about = { heap, provenance: exact };
const answerOf = (result: Result) => ({ command: 'c', result, unreachable: undefined });
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom<Cell>(
    '',
    'str',
    'str',
    '"',
    '\\',
    null,
    undefined,
    true,
    NaN,
    Infinity,
    0,
    -0,
    5,
    5n,
    2n ** 64n - 1n,
  ),
  fc.double(),
);
const unit = fc.constantFrom<ColumnUnit>('text', 'value', 'count', 'bytes', 'percent', 'number', 'file');

function tableOfCells(rows: readonly (readonly Cell[])[], units: readonly ColumnUnit[], mixed = false) {
  const columns = units.map((each, i) => ({
    name: `column "${i}"`,
    unit: each,
    cell: (row: number) => rows[row]![i],
    ...(mixed ? { unitOf: (row: number) => units[(i + row) % units.length]! } : undefined),
  }));
  return tableOf(columns, rows.length);
}

const cells = fc
  .array(unit, { minLength: 1, maxLength: 4 })
  .chain((units) =>
    fc.tuple(
      fc.constant(units),
      fc.array(fc.array(cell, { minLength: units.length, maxLength: units.length }), { maxLength: 6 }),
    ),
  );

test('of a table it is that of its JSON lines, as anybody can compute it', () => {
  fc.assert(
    fc.property(cells, fc.boolean(), ([units, rows], mixed) => {
      const table = tableOfCells(rows, units, mixed);
      expect(answerDigest(table, quietTask)).toBe(sha256([...jsonLines(answerOf(table), Infinity)].join('')));
    }),
  );
  const objects = objectTable({ heap, indexes: Uint32Array.of(id('node'), id('evil'), id('app')) });
  expect(answerDigest(objects, quietTask)).toBe(sha256([...jsonLines(answerOf(objects), Infinity)].join('')));
});

test('another cell anywhere is another digest', () => {
  fc.assert(
    fc.property(cells, fc.nat(), fc.nat(), ([units, rows], row, column) => {
      fc.pre(rows.length > 0);
      const changed = rows.map((each) => [...each]);
      changed[row % rows.length]![column % units.length] = 'something else entirely';
      expect(answerDigest(tableOfCells(changed, units), quietTask)).not.toBe(
        answerDigest(tableOfCells(rows, units), quietTask),
      );
    }),
  );
});

const step = { object: id('node'), edge: '.text' };
const results: Result[] = [
  { kind: 'scalar', ...about, value: 7, unit: 'count' },
  { kind: 'scalar', ...about, value: 8, unit: 'count' },
  { kind: 'text', ...about, lines: [] },
  { kind: 'text', ...about, lines: ['a\nb'] },
  { kind: 'text', ...about, lines: ['a', 'b'] },
  { kind: 'path', ...about, rootKind: 'module', steps: [step] },
  { kind: 'path', ...about, rootKind: 'thread', steps: [step] },
  { kind: 'path', ...about, rootKind: 'module', steps: [step, { ...step, weak: true }] },
  { kind: 'tree', ...about, direction: 'in', roots: [] },
  { kind: 'tree', ...about, direction: 'out', roots: [{ ...step, children: [{ ...step, children: [] }] }] },
  {
    kind: 'object',
    ...about,
    objectIndex: id('node'),
    facts: [],
    fields: [],
    fieldCount: 0,
    referrers: [],
    referrerCount: 0,
    path: [step],
  },
];

test('every other kind has its own, and it is that of what JSON says of it', () => {
  expect(new Set(results.map((result) => answerDigest(result, quietTask))).size).toBe(results.length);
  for (const result of results) {
    const document = [...jsonDocument(answerOf(result), Infinity)].join('');
    const members = /^\{"command": "c", "kind": "\w+", (.*), "provenance": .*\}\n$/.exec(document)![1];
    const expected =
      result.kind === 'text' || result.kind === 'scalar'
        ? [...jsonLines(answerOf(result), Infinity)].join('')
        : `{${members}}\n`;
    expect(answerDigest(result, quietTask)).toBe(sha256(expected));
  }
});

const large = tableOf([{ name: 'n', unit: 'count', cell: (row) => row }], 100_000);

test('in slices it is the same, and tells how far it is', () => {
  const digest = new AnswerDigest(large);
  const done: number[] = [];
  while (!digest.work(0)) done.push(digest.done);
  expect(done.length).toBeGreaterThan(10);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(digest.done).toBe(digest.total);
  expect(digest.sha256).toBe(answerDigest(large, quietTask));
  expect(digest.work(0)).toBe(true);
});

test('it can be stopped', () => {
  const stopping = {
    phase: () => undefined,
    step: () => {
      throw new CancelledError();
    },
  };
  const slow = tableOf([{ name: 'n', unit: 'count', cell: (row) => row }], 10_000_000);
  expect(() => answerDigest(slow, stopping)).toThrow(CancelledError);
});

test('the trailer of an answer tells its rows, where it has some', () => {
  const sha256 = '1'.repeat(64);
  const [first] = results;
  expect(trailerText(trailerOf(large, 10, sha256))).toBe(`=> rows=100000 shown=10 sha256=${sha256}`);
  expect(trailerText(trailerOf(first!, 10, sha256))).toBe(`=> sha256=${sha256}`);
  expect(trailerText(trailerOf(large, Infinity, undefined))).toBe('=> rows=100000 shown=100000');
});
