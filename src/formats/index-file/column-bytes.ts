import type { NumericArray } from '../../base/shared-array.ts';
import { BLOCK, BLOCK_HEADER, blockLength, decodeBlock, encodeBlock, mostBlockBytes } from './blocks.ts';

/** How many values are read, checked and written at once. */
export const PIECE = BLOCK;

/** How many pieces a column of so many values has. */
export function pieceCount(count: number): number {
  return Math.ceil(count / PIECE);
}

/** The bytes that a column is stored as, by pieces, each in memory of its own. */
export function* encodedPieces(column: NumericArray): Generator<Uint8Array> {
  for (let start = 0; start < column.length; start += PIECE) {
    const end = Math.min(start + PIECE, column.length);
    const bytes = new Uint8Array(mostPieceBytes(column, end - start));
    let at = 0;
    for (let block = start; block < end; block += BLOCK)
      at = encodeBlock(column, block, Math.min(block + BLOCK, end), bytes, at);
    yield bytes.subarray(0, at);
  }
}

/**
 * Fills a column from value `start` on with those of a piece, whose bytes begin at a multiple of 8. False: these are not
 * the bytes of such a piece.
 */
export function decodePiece(column: NumericArray, start: number, bytes: Uint8Array): boolean {
  const end = Math.min(start + PIECE, column.length);
  let at = 0;
  for (let block = start; block < end; block += BLOCK) {
    const next = Math.min(block + BLOCK, end);
    if (bytes.length - at < BLOCK_HEADER) return false;
    const length = blockLength(bytes, at, column, next - block);
    if (length === undefined || length > bytes.length - at) return false;
    decodeBlock(bytes, at, column, block, next);
    at += length;
  }
  return at === bytes.length;
}

function mostPieceBytes(column: NumericArray, count: number): number {
  const blocks = Math.ceil(count / BLOCK);
  return blocks * mostBlockBytes(column, Math.min(BLOCK, count));
}
