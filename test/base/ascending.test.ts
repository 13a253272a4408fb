import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascending, without } from '../../src/base/ascending.ts';
import { quietTask } from '../../src/base/task.ts';

const numbers = (size: number) =>
  fc.uniqueArray(fc.nat(size - 1), { maxLength: 80 }).map((each) => Uint32Array.from(each));

test('few numbers and many are put in their order', () => {
  for (const size of [100, 100_000]) {
    fc.assert(
      fc.property(numbers(size), (each) => {
        expect([...ascending(each, size, quietTask)]).toEqual([...each].sort((a, b) => a - b));
      }),
    );
  }
});

test('those that are not among others', () => {
  fc.assert(
    fc.property(numbers(100), numbers(100), (some, others) => {
      const rest = [...some].sort((a, b) => a - b).filter((number) => !others.includes(number));
      expect([...without(some.toSorted(), others.toSorted())]).toEqual(rest);
    }),
  );
});
