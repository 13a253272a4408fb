import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachPiece, PagedColumn } from '../../src/base/paged-column.ts';
import { Glimpse } from '../../src/formats/index-file/glimpse.ts';

const LENGTH = 16;

/** As out of an index file, by pieces of sixteen; `damaged`: the number of one that cannot be read. */
function inPieces(values: Uint32Array, damaged?: number) {
  const read: number[] = [];
  const piece = (number: number, into?: Uint32Array) => {
    read.push(number);
    const part = values.slice(LENGTH * number, LENGTH * (number + 1));
    if (into?.length === part.length) into.set(part);
    return number === damaged ? undefined : into?.length === part.length ? into : part;
  };
  const source = {
    count: values.length,
    pieceLength: LENGTH,
    piece,
    pick: () => undefined,
    whole: () => values,
  };
  return { column: new Glimpse<Uint32Array>(source, new Uint32Array(0)).column, read };
}

const columns = fc.array(fc.nat(), { maxLength: 100 }).map((each) => Uint32Array.from(each));
const damaged = fc.option(fc.nat(6), { nil: undefined });

test('has the values of the column, be that an array or in pieces, and whatever is damaged', () => {
  fc.assert(
    fc.property(columns, damaged, fc.array(fc.nat(99)), (values, damaged, looks) => {
      const rows = looks.filter((row) => row < values.length);
      const { column, read } = inPieces(values, damaged);
      for (const each of [column, values]) {
        const paged = new PagedColumn(each);
        expect(paged.length).toBe(values.length);
        expect(rows.map((row) => paged.at(row))).toEqual(rows.map((row) => values[row]));
      }
      // Each piece once, and only those that somebody looked at.
      expect(new Set(read).size).toBe(read.length);
      expect(read.every((number) => rows.some((row) => Math.floor(row / LENGTH) === number))).toBe(true);
    }),
  );
});

test('a long array has as many pages as it needs', () => {
  const values = Uint32Array.from({ length: 200_000 }, (_, i) => 3 * i);
  const paged = new PagedColumn(values);
  for (const row of [0, 65_535, 65_536, 131_072, 199_999]) expect(paged.at(row)).toBe(3 * row);
});

test('piece by piece is all of it, in order', () => {
  fc.assert(
    fc.property(columns, damaged, (values, damaged) => {
      for (const each of [inPieces(values, damaged).column, values]) {
        const found: number[] = [];
        eachPiece(each, (piece, start) => {
          expect(start).toBe(found.length);
          found.push(...piece);
        });
        expect(found).toEqual([...values]);
      }
    }),
  );
});
