import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NumericArray } from '../../../src/base/shared-array.ts';
import { BLOCK_HEADER } from '../../../src/formats/index-file/blocks.ts';
import {
  decodePiece,
  encodedPieces,
  PIECE,
  pickFromPiece,
} from '../../../src/formats/index-file/column-bytes.ts';
import { newColumn, typeOfColumn } from '../../../src/formats/index-file/column-types.ts';

function encoded(column: NumericArray): Uint8Array[] {
  return [...encodedPieces(column)];
}

/** What is read from pieces; undefined: they are none of such a column. */
function decoded(pieces: readonly Uint8Array[], like: NumericArray): NumericArray | undefined {
  const column = newColumn(typeOfColumn(like), like.length);
  const areWhole = pieces.every((piece, i) => decodePiece(column, i * PIECE, new Uint8Array(piece)));
  return areWhole ? column : undefined;
}

const word = fc.oneof(
  fc.nat({ max: 3 }),
  fc.constantFrom(0xff, 0x100, 0xffff, 0x1_0000, 0xff_ffff, 0x100_0000, 0xffff_fffe, 0xffff_ffff),
);
const long = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  fc.nat().map((low) => 0x7f00_0000_0000n + BigInt(low)),
);
const double = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, -1, -2, Number.NaN, 5e-324, 2 ** 32 - 1, 2 ** 32 - 2, 2 ** 53),
  fc.nat({ max: 300 }),
);
const columns: fc.Arbitrary<NumericArray> = fc.oneof(
  fc.array(fc.nat({ max: 255 })).map((values) => Uint8Array.from(values)),
  fc.array(word).map((values) => Uint32Array.from(values)),
  fc.array(double).map((values) => Float64Array.from(values)),
  fc.array(long).map((values) => BigUint64Array.from(values)),
  fc.array(long).map((values) => BigInt64Array.from(values)),
);

test('whatever is in a column comes back to the bit', () => {
  fc.assert(
    fc.property(columns, (column) => {
      expect(decoded(encoded(column), column)).toEqual(column);
    }),
    { numRuns: 1000 },
  );
});

test('values that are picked from a piece are those of the column', () => {
  const asked = columns.chain((column) =>
    fc.tuple(fc.constant(column), fc.array(fc.nat({ max: Math.max(column.length - 1, 0) })), fc.nat()),
  );
  fc.assert(
    fc.property(asked, ([column, places, first]) => {
      const [bytes] = encoded(column);
      if (bytes === undefined) return;
      const rows = Uint32Array.from(places, (place) => first + place);
      const picked = newColumn(typeOfColumn(column), places.length);
      expect(pickFromPiece(picked, new Uint8Array(bytes), rows, first, column.length)).toBe(true);
      expect([...picked]).toEqual(places.map((place) => column[place]));
      // Eight more would take more room, unless all are the same.
      const isTaken = pickFromPiece(picked, new Uint8Array(bytes), rows, first, column.length + 8);
      expect(isTaken).toBe(bytes.length === BLOCK_HEADER);
    }),
    { numRuns: 1000 },
  );
});

test('of bytes that are too few or too many no column is made, nor of others without end', () => {
  const column = Uint32Array.of(1, 2, 70_000);
  const [bytes] = encoded(column);
  for (let length = 0; length < bytes!.length; length++)
    expect(decoded([bytes!.subarray(0, length)], column)).toBeUndefined();
  expect(decoded([Buffer.concat([bytes!, bytes!])], column)).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array(), (garbage) => {
      const read = decoded([garbage], column);
      expect(read === undefined || read.length === 3).toBe(true);
    }),
  );
});

test.each([
  ['of millions that are all alike', new Uint32Array(3_000_000).fill(0xffffffff), 1000],
  ['of small numbers', new Float64Array(300_000).map((_, i) => i % 250), 301_000],
  ['of numbers that need all their bits', new Float64Array(300_000).map((_, i) => i + 0.5), 2_401_000],
  [
    'of addresses of one heap',
    new BigUint64Array(300_000).map((_, i) => 0x7f00_0000_0000n + 64n * BigInt(i)),
    1_201_000,
  ],
])('a column %s takes little more room than it must', (_, column, most) => {
  const pieces = encoded(column);
  expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(most);
  expect(decoded(pieces, column)?.every((value, i) => value === column[i])).toBe(true);
});
