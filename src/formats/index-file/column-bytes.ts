import type { NumericArray } from '../../base/shared-array.ts';
import {
  BLOCK,
  BLOCK_HEADER,
  blockLength,
  decodeBlock,
  encodeBlock,
  mostBlockBytes,
  pickFromBlock,
} from './blocks.ts';

/** How many values are read, checked and written at once: a block. */
export const PIECE = BLOCK;

/** How many pieces a column of so many values has. */
export function pieceCount(count: number): number {
  return Math.ceil(count / PIECE);
}

/** The bytes that a column is stored as, by pieces, each in memory of its own. */
export function* encodedPieces(column: NumericArray): Generator<Uint8Array> {
  for (let start = 0; start < column.length; start += PIECE) {
    const end = Math.min(start + PIECE, column.length);
    const bytes = new Uint8Array(mostBlockBytes(column, end - start));
    yield bytes.subarray(0, encodeBlock(column, start, end, bytes));
  }
}

/**
 * Fills a column from value `start` on with those of a piece, whose bytes begin at a multiple of 8. False: these are not
 * the bytes of such a piece.
 */
export function decodePiece(column: NumericArray, start: number, bytes: Uint8Array): boolean {
  const end = Math.min(start + PIECE, column.length);
  if (!isPiece(bytes, column, end - start)) return false;
  decodeBlock(bytes, column, start, end);
  return true;
}

/**
 * Fills a column with what is at some rows of a piece that has `count` of them, the first of which is `first`. False: as
 * `decodePiece`.
 */
export function pickFromPiece(
  column: NumericArray,
  bytes: Uint8Array,
  rows: Uint32Array,
  first: number,
  count: number,
): boolean {
  if (!isPiece(bytes, column, count)) return false;
  pickFromBlock(bytes, rows, first, column);
  return true;
}

function isPiece(bytes: Uint8Array, column: NumericArray, count: number): boolean {
  return bytes.length >= BLOCK_HEADER && bytes.length === blockLength(bytes, column, count);
}
