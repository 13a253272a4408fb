import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leanestSizes } from '../../src/analysis/leanest-sizes.ts';
import { quietTask } from '../../src/base/task.ts';

const collection = fc.record({
  class: fc.nat({ max: 3 }),
  length: fc.nat({ max: 6 }),
  size: fc.nat({ max: 500 }),
});

test('the leanest of a class that holds as much or more, by trying all', () => {
  fc.assert(
    fc.property(fc.array(collection, { maxLength: 30 }), (all) => {
      const found = leanestSizes(
        {
          classes: Uint32Array.from(all, (each) => each.class),
          lengths: Float64Array.from(all, (each) => each.length),
          sizes: Float64Array.from(all, (each) => each.size),
        },
        quietTask,
      );
      expect([...found]).toEqual(
        all.map((one) => {
          const alike = all.filter((other) => other.class === one.class && other.length >= one.length);
          return Math.min(...alike.map(({ size }) => size));
        }),
      );
    }),
  );
});
