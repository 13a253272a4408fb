import type { NumericArray } from '../../base/shared-array.ts';
import type { Job } from '../../base/team.ts';
import { BLOCK_HEADER, isRaw } from './blocks.ts';
import { decodePiece, PIECE } from './column-bytes.ts';
import { type PieceTable, readPiece, readPieceTo, roomForPiece } from './piece-table.ts';

interface PiecesOrder {
  /** Of the open file: threads of one process have it in common. */
  readonly descriptor: number;
  /** In shared memory. */
  readonly column: NumericArray;
  readonly pieces: PieceTable;
  /** Which of them. */
  readonly from: number;
  readonly to: number;
}

/** Reads and checks some pieces of a column. False: they are not as they were written, or cannot be read. */
export const readPieces: Job<PiecesOrder, boolean> = {
  name: 'read pieces of an index',
  run({ descriptor, column, pieces, from, to }, task) {
    const memory = roomForPiece(pieces);
    const readsRaw = rawReader(descriptor, column, pieces);
    for (let number = from; number < to; number++) {
      task.step(number - from, to - from);
      if (readsRaw(number)) continue;
      const bytes = readPiece(descriptor, pieces, number, memory);
      if (bytes === undefined || !decodePiece(column, number * PIECE, bytes)) return false;
    }
    return true;
  },
};

/**
 * Reads a piece whose values are stored as they are, which most of a large column are, straight to where they belong. False:
 * this is none, or is damaged.
 */
function rawReader(descriptor: number, column: NumericArray, pieces: PieceTable) {
  const header = new Uint8Array(BLOCK_HEADER);
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  const length = PIECE * column.BYTES_PER_ELEMENT;
  return (number: number): boolean => {
    if (pieces.lengths[number] !== BLOCK_HEADER + length) return false;
    const values = bytes.subarray(number * length, (number + 1) * length);
    return readPieceTo(descriptor, pieces, number, header, values) && isRaw(header);
  };
}
