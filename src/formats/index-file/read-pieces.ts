import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { NumericArray } from '../../base/shared-array.ts';
import type { Job } from '../../base/team.ts';
import { decodePiece, PIECE } from './column-bytes.ts';
import type { StoredColumn } from './layout.ts';

/** A piece of a column, and where it is in the file. */
interface PlacedPiece {
  /** Its first value. */
  readonly start: number;
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

interface PiecesOrder {
  /** Of the open file: threads of one process have it in common. */
  readonly descriptor: number;
  /** In shared memory. */
  readonly column: NumericArray;
  readonly pieces: readonly PlacedPiece[];
}

export function placedPieces({ offset, pieces }: StoredColumn): PlacedPiece[] {
  let next = offset;
  return pieces.map(([length, crc], i) => {
    const piece = { start: i * PIECE, offset: next, length, crc };
    next += length;
    return piece;
  });
}

/** Reads and checks some pieces of a column. False: they are not as they were written, or cannot be read. */
export const readPieces: Job<PiecesOrder, boolean> = {
  name: 'read pieces of an index',
  run({ descriptor, column, pieces }, task) {
    const memory = new Uint8Array(Math.max(0, ...pieces.map(({ length }) => length)));
    return pieces.every(({ start, offset, length, crc }, done) => {
      task.step(done, pieces.length);
      const bytes = memory.subarray(0, length);
      return (
        readWhole(descriptor, bytes, offset) && crc32(bytes) === crc && decodePiece(column, start, bytes)
      );
    });
  },
};

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
