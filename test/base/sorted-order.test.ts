import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CancelledError } from '../../src/base/errors.ts';
import { sortedOrder } from '../../src/base/sorted-order.ts';
import { quietTask } from '../../src/base/task.ts';

test('is the order of a stable sort', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 40 }), (values) => {
      const expected = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
      expect([...sortedOrder(values.length, (a, b) => values[a]! - values[b]!, quietTask)]).toEqual(expected);
    }),
  );
});

test('nothing and one are sorted', () => {
  expect(sortedOrder(0, () => 0, quietTask)).toHaveLength(0);
  expect([...sortedOrder(1, () => 0, quietTask)]).toEqual([0]);
});

test('a long sort can be stopped', () => {
  const stop = {
    phase: () => undefined,
    step: () => {
      throw new CancelledError();
    },
  };
  expect(() => sortedOrder(1 << 18, (a, b) => b - a, stop)).toThrow(CancelledError);
});

test('the last merge, which is half of everything, can be stopped too', () => {
  const seen: number[] = [];
  const count = 1 << 16;
  sortedOrder(count, (a, b) => b - a, { phase: () => undefined, step: (done) => seen.push(done) });
  const longest = Math.max(...seen.map((done, i) => done - (seen[i - 1] ?? 0)));
  expect(longest).toBeLessThan(count / 16);
});

test('progress never goes back', () => {
  const seen: number[] = [];
  const task = { phase: () => undefined, step: (done: number, total: number) => seen.push(done / total) };
  sortedOrder(1 << 17, (a, b) => b - a, task);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBeLessThanOrEqual(1);
});
