import { readSync, readvSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { StoredColumn } from './layout.ts';

/** Where the pieces of a column are in the file. Arrays are quick to tell to other threads, and objects are not. */
export interface PieceTable {
  readonly offsets: Float64Array;
  readonly lengths: Uint32Array;
  readonly crcs: Uint32Array;
}

export function pieceTable({ offset, pieces }: StoredColumn): PieceTable {
  const offsets = new Float64Array(pieces.length);
  let next = offset;
  pieces.forEach(([length], i) => {
    offsets[i] = next;
    next += length;
  });
  return {
    offsets,
    lengths: Uint32Array.from(pieces, ([length]) => length),
    crcs: Uint32Array.from(pieces, ([, crc]) => crc),
  };
}

/** Memory that any of the pieces fits into. */
export function roomForPiece({ lengths }: PieceTable): Uint8Array {
  return new Uint8Array(lengths.reduce((most, length) => Math.max(most, length), 0));
}

/** The bytes of a piece, in `memory`. Undefined: they are not as they were written, or cannot be read. */
export function readPiece(
  descriptor: number,
  { offsets, lengths, crcs }: PieceTable,
  number: number,
  memory: Uint8Array,
): Uint8Array | undefined {
  const bytes = memory.subarray(0, lengths[number]);
  const isWhole = readWhole(descriptor, bytes, offsets[number]!) && crc32(bytes) === crcs[number];
  return isWhole ? bytes : undefined;
}

/**
 * Reads the end of a piece to where it belongs, without a copy in between; what comes before it to `begin`. False: they are not
 * as they were written, or not at hand.
 */
export function readPieceTo(
  descriptor: number,
  { offsets, crcs }: PieceTable,
  number: number,
  begin: Uint8Array,
  end: Uint8Array,
): boolean {
  try {
    const length = readvSync(descriptor, [begin, end], offsets[number]!);
    return length === begin.length + end.length && crc32(end, crc32(begin)) === crcs[number];
  } catch {
    return false;
  }
}

/** False: the file ends before, or the disk cannot read it. */
export function readWhole(descriptor: number, into: Uint8Array, position: number): boolean {
  try {
    for (let at = 0; at < into.length; ) {
      const length = readSync(descriptor, into, at, into.length - at, position + at);
      if (length === 0) return false;
      at += length;
    }
    return true;
  } catch {
    return false;
  }
}
