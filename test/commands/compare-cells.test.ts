import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCells } from '../../src/commands/rows/compare-cells.ts';

test('booleans, numbers of both widths, texts; then null and what is absent', () => {
  const sorted = [false, true, -1, 2n, 2.5, 10n ** 20n, Number.NaN, 'B', 'a', 'é', null];
  expect(sorted.toReversed().toSorted((a, b) => compareCells(a, b))).toEqual(sorted);
});

test('descending turns round what is there, and leaves what is absent last', () => {
  const mixed = [null, 3, 'x', undefined, 1];
  const sorted = mixed.toSorted((a, b) => compareCells(a, b, true));
  expect(sorted).toEqual(['x', 3, 1, null, undefined]);
});

const cell = fc.oneof(
  fc.double(),
  fc.bigInt(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
);

test('is an order: antisymmetric and transitive', () => {
  fc.assert(
    fc.property(cell, cell, cell, fc.boolean(), (a, b, c, descending) => {
      const [ab, ba, bc, ac] = [
        compareCells(a, b, descending),
        compareCells(b, a, descending),
        compareCells(b, c, descending),
        compareCells(a, c, descending),
      ];
      expect(Math.sign(ab) + Math.sign(ba)).toBe(0);
      if (ab <= 0 && bc <= 0) expect(ac).toBeLessThanOrEqual(0);
    }),
  );
});
