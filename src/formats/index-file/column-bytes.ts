import type { NumericArray } from '../../base/shared-array.ts';
import { BLOCK, BLOCK_HEADER, blockLength, decodeBlock, encodeBlock, mostBlockBytes } from './blocks.ts';

/** What is read or written at once. */
const PIECE = 1 << 20;

/** The bytes that a column is stored as, by pieces, each in memory of its own. */
export function* encodedPieces(column: NumericArray): Generator<Uint8Array> {
  const size = bufferSize(column);
  let bytes = new Uint8Array(size);
  let at = 0;
  for (let start = 0; start < column.length; start += BLOCK) {
    at = encodeBlock(column, start, Math.min(start + BLOCK, column.length), bytes, at);
    if (at < PIECE) continue;
    yield bytes.subarray(0, at);
    bytes = new Uint8Array(size);
    at = 0;
  }
  if (at > 0) yield bytes.subarray(0, at);
}

/**
 * Fills a column from what `read` gives: it puts the next bytes into an array and says how many, 0 at the end. False:
 * these are not the bytes of such a column.
 */
export function decodeColumn(column: NumericArray, read: (into: Uint8Array) => number): boolean {
  const bytes = new Uint8Array(bufferSize(column));
  let at = 0;
  let end = 0;
  for (let start = 0; start < column.length; ) {
    const next = Math.min(start + BLOCK, column.length);
    const isWhole = end - at >= BLOCK_HEADER;
    const length = isWhole ? blockLength(bytes, at, column, next - start) : BLOCK_HEADER;
    if (length === undefined) return false;
    if (isWhole && end - at >= length) {
      decodeBlock(bytes, at, column, start, next);
      at += length;
      start = next;
      continue;
    }
    bytes.copyWithin(0, at, end);
    end -= at;
    at = 0;
    const count = read(bytes.subarray(end));
    if (count === 0) return false;
    end += count;
  }
  return at === end && read(bytes) === 0;
}

/** Room for a piece and the block that makes it one. */
function bufferSize(column: NumericArray): number {
  const block = mostBlockBytes(column, Math.min(BLOCK, column.length));
  return column.length <= BLOCK ? block : PIECE + block;
}
