import { expect, test } from 'vitest';
import { regionsOf } from '../../../src/ui/layout/regions.ts';

test.each([
  [24, 10],
  [30, 10],
  [60, 20],
  [12, 5],
])('of %i rows %i at most are covered', (rows, covered) => {
  expect(regionsOf(100, rows, 0).overlayLines).toBe(covered);
});
