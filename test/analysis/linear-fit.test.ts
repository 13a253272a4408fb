import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearFit } from '../../src/analysis/linear-fit.ts';

const number = fc.integer({ min: -1000, max: 1000 });
const points = fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 12 });

test('no other line is nearer to the points', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: -5, max: 5 }), (all, other) => {
      const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
      const { slope, r2 } = linearFit(xs, ys);
      /** Squares of what a line of some slope, as high as it is best, leaves. */
      const left = (tilt: number) => {
        const rests = ys.map((y, i) => y - tilt * xs[i]!);
        const mean = rests.reduce((sum, rest) => sum + rest, 0) / rests.length;
        return rests.reduce((sum, rest) => sum + (rest - mean) ** 2, 0);
      };
      const tolerance = 1e-6 * (1 + left(0));
      expect(left(slope)).toBeLessThanOrEqual(left(slope + other / 10) + tolerance);
      if (r2 !== undefined) expect(r2 * left(0)).toBeCloseTo(left(0) - left(slope), 3);
    }),
  );
});

test.each([
  [[0, 1, 2], [5, 7, 9], { slope: 2, r2: 1 }],
  [[0, 1, 2], [4, 4, 4], { slope: 0, r2: undefined }],
  [[3], [4], { slope: 0, r2: undefined }],
])('of %j and %j', (xs, ys, expected) => expect(linearFit(xs, ys)).toEqual(expected));
