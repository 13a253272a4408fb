import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numericOrder } from '../../src/base/numeric-order.ts';
import { quietTask } from '../../src/base/task.ts';

const few = fc.constantFrom(0, -0, 1, -1, 65536, 0.5, -Infinity, Infinity, Number.MIN_VALUE);

test.each([
  ['any doubles', fc.array(fc.double({ noNaN: true }), { maxLength: 50 })],
  ['many equal ones', fc.array(few, { maxLength: 50 })],
  ['whole numbers', fc.array(fc.integer(), { maxLength: 50 })],
])('is the order of a stable sort: %s', (_, arrays) => {
  fc.assert(
    fc.property(arrays, (values) => {
      const expected = values
        .map((_, i) => i)
        .sort((a, b) => (values[a]! < values[b]! ? -1 : +(values[a]! > values[b]!)));
      expect([...numericOrder(Float64Array.from(values), quietTask)]).toEqual(expected);
    }),
  );
});

test('NaN comes last', () => {
  expect([...numericOrder(Float64Array.of(Number.NaN, Infinity, -Number.NaN, -5), quietTask)]).toEqual([
    3, 1, 0, 2,
  ]);
});
