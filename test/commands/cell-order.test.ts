import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { cellOrder } from '../../src/commands/rows/cell-order.ts';
import { compareCells } from '../../src/commands/rows/compare-cells.ts';

const absent = fc.constantFrom(null, undefined);

test.each([
  ['numbers', fc.double({ noNaN: true })],
  ['numbers, some absent', fc.oneof(fc.integer({ min: -2, max: 2 }), absent)],
  ['anything', fc.oneof(fc.double(), fc.bigInt(), fc.string(), fc.boolean(), absent)],
])('counting and comparing give the same order: %s', (_, cell) => {
  fc.assert(
    fc.property(fc.array(cell), fc.boolean(), (cells, descending) => {
      const expected = cells.map((_, i) => i).sort((a, b) => compareCells(cells[a], cells[b], descending));
      expect([...cellOrder(cells, descending, quietTask)]).toEqual(expected);
    }),
  );
});
