import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickValues } from '../../../src/base/pick-values.ts';
import { quietTask } from '../../../src/base/task.ts';
import { Glimpse } from '../../../src/formats/index-file/glimpse.ts';

/** A glimpse of a column by pieces of ten, and how often pieces and the whole were read. */
function glimpseOf(values: Uint32Array, damaged?: number) {
  const read = { pieces: 0, picked: 0, whole: 0 };
  const glimpse = new Glimpse<Uint32Array>(
    {
      count: values.length,
      pieceLength: 10,
      piece: (number) => {
        read.pieces++;
        return number === damaged ? undefined : values.slice(10 * number, 10 * number + 10);
      },
      pick: (rows) => {
        read.picked++;
        return damaged === undefined ? rows.map((row) => values[row]!) : undefined;
      },
      whole: () => {
        read.whole++;
        return values;
      },
    },
    new Uint32Array(0),
  );
  return { glimpse, column: glimpse.column, read };
}

const counted = (count: number) => Uint32Array.from({ length: count }, (_, i) => 7 * i);

test('whatever is asked of it, the answer is that of the column', () => {
  const values = fc.array(fc.nat({ max: 20 }), { maxLength: 200 }).map((each) => Uint32Array.from(each));
  const looks = fc.array(fc.integer({ min: -2, max: 210 }));
  const damaged = fc.option(fc.nat({ max: 20 }), { nil: undefined });
  fc.assert(
    fc.property(values, looks, damaged, fc.nat({ max: 21 }), (values, rows, damaged, wanted) => {
      const { column, read } = glimpseOf(values, damaged);
      expect(column.length).toBe(values.length);
      expect(column.indexOf(wanted)).toBe(values.indexOf(wanted));
      expect(rows.map((row) => column[row])).toEqual(rows.map((row) => values[row]));
      expect(column.subarray(3, 30)).toEqual(values.subarray(3, 30));
      expect([...column]).toEqual([...values]);
      expect(column).toBeInstanceOf(Uint32Array);
      expect(read.whole).toBe(1);
    }),
    { numRuns: 500 },
  );
});

test('rows that are picked at once are those of the column, in any order, and whoever has it whole picks from that', () => {
  const values = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((each) => Uint32Array.from(each));
  const cases = values.chain((values) =>
    fc.tuple(fc.constant(values), fc.array(fc.nat({ max: values.length - 1 })), fc.boolean(), fc.boolean()),
  );
  fc.assert(
    fc.property(cases, ([values, rows, isDamaged, isAscending]) => {
      const asked = Uint32Array.from(isAscending ? rows.toSorted((a, b) => a - b) : rows);
      const { column, read } = glimpseOf(values, isDamaged ? 0 : undefined);
      const expected = asked.map((row) => values[row]!);
      expect(pickValues(column, asked, quietTask)).toEqual(expected);
      expect(read.picked).toBe(1);
      column.subarray(0, 1);
      expect(pickValues(column, asked, quietTask)).toEqual(expected);
      expect(read.picked).toBe(1);
    }),
    { numRuns: 500 },
  );
});

test('who looks at a few rows reads their pieces, each once', () => {
  const { column, glimpse, read } = glimpseOf(counted(10_000));
  expect([column[5], column[9], column[9_999], column[7]]).toEqual([35, 63, 69_993, 49]);
  expect([read, glimpse.isUsedUp]).toEqual([{ pieces: 2, picked: 0, whole: 0 }, false]);
});

test.each([
  ['all over it', Array.from({ length: 1000 }, (_, i) => 10 * i)],
  ['again and again at one place', Array.from({ length: 400 }, () => 5)],
])('who looks %s has the whole column, read once', (_, rows) => {
  const { column, glimpse, read } = glimpseOf(counted(10_000));
  expect(rows.map((row) => column[row])).toEqual(rows.map((row) => 7 * row));
  expect([read.whole, glimpse.isUsedUp]).toEqual([1, true]);
  expect(read.pieces).toBeLessThan(500);
});
