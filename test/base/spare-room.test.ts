import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharedArray } from '../../src/base/shared-array.ts';
import { SpareRoom } from '../../src/base/spare-room.ts';

const sizes = fc.array(fc.nat(100), { maxLength: 8 });

test('what is taken is long enough, and nobody else has it', () => {
  fc.assert(
    fc.property(sizes, sizes, (left, taken) => {
      const spare = new SpareRoom();
      for (const length of left) spare.leave(sharedArray(Uint32Array, length).subarray(length >>> 1));
      const arrays = taken.map((length, i) => {
        const isWide = i % 2 === 0;
        return isWide ? spare.take<Float64Array>(Float64Array, length) : spare.take(Uint32Array, length);
      });
      expect(arrays.map(({ length }) => length)).toEqual(taken);
      expect(new Set(arrays.map(({ buffer }) => buffer)).size).toBe(taken.length);
    }),
  );
});

test('the smallest room that is large enough is used again, whatever is in it', () => {
  const spare = new SpareRoom();
  const rooms = [12, 10, 4].map((length) => sharedArray(Uint32Array, length).fill(7));
  for (const room of rooms) spare.leave(room);
  expect(spare.take<Float64Array>(Float64Array, 5).buffer).toBe(rooms[1]!.buffer);
  expect(spare.take(Uint32Array, 5).buffer).toBe(rooms[0]!.buffer);
  expect([...spare.take(Uint32Array, 5)]).toEqual([0, 0, 0, 0, 0]);
  expect([...spare.take(Uint32Array, 3)]).toEqual([7, 7, 7]);
});
