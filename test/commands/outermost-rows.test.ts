import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { cellOrder } from '../../src/commands/rows/cell-order.ts';
import { outermostRows } from '../../src/commands/rows/outermost-rows.ts';

const absent = fc.constantFrom(null, undefined);

test.each([
  ['numbers', fc.double({ noNaN: true })],
  ['few numbers, some absent', fc.oneof(fc.integer({ min: -2, max: 2 }), absent)],
  ['anything', fc.oneof(fc.double(), fc.bigInt(), fc.string(), fc.boolean(), absent)],
])('rows at an end are those that the order of all rows has there: %s', (_, cell) => {
  const some = fc.oneof(fc.array(cell), fc.array(cell, { minLength: 600, maxLength: 900 }));
  fc.assert(
    fc.property(some, fc.boolean(), fc.nat(40), (cells, descending, count) => {
      const all = [...cellOrder(cells, descending, quietTask)];
      const key = { unit: 'number', cell: (row: number) => cells[row] } as const;
      const rows = (end: 'first' | 'last') => [
        ...outermostRows(cells.length, key, descending, { end, count }, quietTask),
      ];
      expect(rows('first')).toEqual(all.slice(0, count));
      expect(rows('last')).toEqual(count === 0 ? [] : all.slice(-count));
    }),
  );
});

test.each(['asc', 'desc'])('each row better than all before it: %s', (direction) => {
  const cells = Array.from({ length: 5000 }, (_, i) => (direction === 'asc' ? -i : i));
  const key = { unit: 'number', cell: (row: number) => cells[row] } as const;
  const first = outermostRows(cells.length, key, direction === 'desc', { end: 'first', count: 3 }, quietTask);
  expect([...first]).toEqual([4999, 4998, 4997]);
});
