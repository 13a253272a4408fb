import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bitset } from '../../src/base/bitset.ts';
import { ByteReader } from '../../src/base/byte-reader.ts';
import { FormatError } from '../../src/base/errors.ts';
import { GrowableArray } from '../../src/base/growable-array.ts';
import { PageTable, pageOf } from '../../src/base/page-table.ts';
import { RankedBits } from '../../src/base/ranked-bits.ts';

test('a bit set behaves as a set', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 99 }))), (operations) => {
      const bits = new Bitset(100);
      const set = new Set<number>();
      for (const [add, index] of operations) {
        if (add) {
          bits.add(index);
          set.add(index);
        } else {
          bits.delete(index);
          set.delete(index);
        }
      }
      expect(bits.count()).toBe(set.size);
      for (let i = 0; i < 100; i++) expect(bits.has(i)).toBe(set.has(i));
    }),
  );
});

test('a full bit set has each of its integers, and no other', () => {
  for (const size of [0, 1, 31, 32, 33, 64, 100]) {
    const full = Bitset.full(size);
    expect([full.count(), full.has(size - 1), full.words.length]).toEqual([
      size,
      size > 0,
      Math.ceil(size / 32),
    ]);
  }
});

test('ranked bits tell the place of each member', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 199 })), (members) => {
      const ascending = Uint32Array.from(members).sort();
      const ranked = new RankedBits(200, ascending);
      for (let index = 0; index < 200; index++) expect(ranked.has(index)).toBe(ascending.includes(index));
      expect(ascending.map((each) => ranked.placeOf(each))).toEqual(ascending.map((_, place) => place));
    }),
  );
});

test('an array that grows keeps what was written', () => {
  const grown = new GrowableArray(Float64Array);
  for (let i = 0; i < 1000; i++) {
    const start = grown.extend(i % 3);
    grown.array.fill(i, start, grown.length);
  }
  const expected = Array.from({ length: 1000 }, (_, i) => Array.from({ length: i % 3 }, () => i)).flat();
  expect([...grown.finish()]).toEqual(expected);
});

test('reading beyond the end is an error with the offset in the file', () => {
  const reader = new ByteReader(Uint8Array.of(1, 0, 0, 0, 9), 100);
  expect(reader.u32()).toBe(1);
  expect(() => reader.u16()).toThrow(FormatError);
  expect(() => reader.take(2)).toThrow(expect.objectContaining({ where: { offset: 104 } }));
  expect(() => reader.align(8)).toThrow('should be zero');
});

test('keys are numbered in the order they come', () => {
  const key = fc
    .tuple(fc.constantFrom(0, 1, 0xffff), fc.nat({ max: 200 }))
    .map(([half, rest]) => half * 65_536 + rest);
  fc.assert(
    fc.property(fc.array(key, { size: 'large' }), (keys) => {
      const numbers = PageTable.withRoom(1 << 16);
      const { tables, numbers: entries } = numbers.columns;
      const expected = new Map<number, number>();
      const prepared: number[] = [];
      for (const key of keys) {
        if (pageOf(tables, entries, key) !== (expected.get(key) ?? -1))
          throw new Error(`${key} is found wrongly`);
        if (!expected.has(key)) expected.set(key, expected.size);
        if (numbers.findOrAdd(key, (number) => prepared.push(number)) !== expected.get(key))
          throw new Error(`${key} is numbered wrongly`);
      }
      expect(numbers.count).toBe(expected.size);
      expect(prepared).toEqual([...expected.values()]);
    }),
  );
});
