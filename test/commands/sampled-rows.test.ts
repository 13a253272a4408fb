import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { sampledRows } from '../../src/commands/rows/sampled-rows.ts';

test('as many different rows as asked for, in order, always the same', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.integer(), (a, b, seed) => {
      const [count, rowCount] = [Math.min(a, b), Math.max(a, b)];
      const rows = [...sampledRows(rowCount, count, seed, quietTask)];
      expect(new Set(rows).size).toBe(count);
      expect(rows).toEqual(rows.toSorted((x, y) => x - y));
      expect(rows.every((row) => row < rowCount)).toBe(true);
      expect([...sampledRows(rowCount, count, seed, quietTask)]).toEqual(rows);
    }),
  );
});

test('every row is about as likely as any other', () => {
  const picks = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 3000; seed++)
    for (const row of sampledRows(10, 3, seed, quietTask)) picks[row]!++;
  for (const count of picks) expect(Math.abs(count - 900)).toBeLessThan(120);
});

test('another seed picks other rows', () => {
  expect([...sampledRows(1e6, 5, 1, quietTask)]).not.toEqual([...sampledRows(1e6, 5, 2, quietTask)]);
});
