import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberMap } from '../../src/base/number-map.ts';

const few = [0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53, -(2 ** 53), Number.MAX_VALUE];
const number = fc.oneof(
  fc.constantFrom(...few, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double(),
);

test('agrees with a Map', () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 100 }), (numbers) => {
      const map = new NumberMap();
      const expected = new Map<number, number>();
      numbers.forEach((each, i) => {
        if (!expected.has(each)) expected.set(each, i);
        expect(map.getOrSet(each, i)).toBe(expected.get(each));
      });
    }),
  );
});

test('finds all that it holds after it has grown', () => {
  const map = new NumberMap();
  const numbers = Array.from({ length: 50_000 }, (_, i) => 1024 * i);
  const places = numbers.map((_, i) => i);
  expect(numbers.map((each, i) => map.getOrSet(each, i))).toEqual(places);
  expect(numbers.map((each) => map.getOrSet(each, 0))).toEqual(places);
});

test('every NaN is the same, whatever its bits', () => {
  const bits = new BigUint64Array([0x7ff8_0000_0000_0000n, 0xfff8_0000_0000_0001n]);
  const [one, other] = new Float64Array(bits.buffer);
  const map = new NumberMap();
  expect(map.getOrSet(one!, 7)).toBe(7);
  expect(map.getOrSet(other!, 8)).toBe(7);
});
