import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PICK, pickValues } from '../../src/base/pick-values.ts';
import { quietTask } from '../../src/base/task.ts';

/** As one of an index file: it tells values at rows that ascend. */
function nearColumn(values: Uint32Array): Uint32Array {
  const pick = (rows: Uint32Array) => {
    rows.forEach((row, i) => {
      if (i > 0) expect(row).toBeGreaterThanOrEqual(rows[i - 1]!);
    });
    return rows.map((row) => values[row]!);
  };
  return Object.assign(values.slice(), { [PICK]: pick });
}

test('values are those at the rows, in whatever order, each as often as it is asked for, few or many', () => {
  const asked = fc
    .uint32Array({ minLength: 1, maxLength: 300 })
    .chain((values) =>
      fc.tuple(fc.constant(values), fc.array(fc.nat(values.length - 1), { maxLength: 2 * values.length })),
    );
  fc.assert(
    fc.property(asked, ([values, rows]) => {
      const expected = rows.map((row) => values[row]);
      expect([...pickValues(values, Uint32Array.from(rows), quietTask)]).toEqual(expected);
      expect([...pickValues(nearColumn(values), Uint32Array.from(rows), quietTask)]).toEqual(expected);
    }),
  );
});
