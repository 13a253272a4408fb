import { expect, test } from 'vitest';
import { Pace } from '../../src/base/pace.ts';
import { DEAR_STEP } from '../../src/base/task.ts';

function busy(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

test('after iterations that took long only a few may pass', () => {
  const pace = new Pace();
  for (let i = 0; i < 20; i++) {
    for (let cheap = 0; cheap < 10; cheap++) {
      const count = pace.next();
      expect(count).toBeGreaterThanOrEqual(DEAR_STEP);
      expect(count).toBeLessThanOrEqual(64 * DEAR_STEP);
    }
    busy(1);
    expect(pace.next()).toBe(DEAR_STEP);
  }
});
