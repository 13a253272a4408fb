import type { NumericArray } from '../../base/shared-array.ts';
import type { Job } from '../../base/team.ts';
import { decodePiece, PIECE } from './column-bytes.ts';
import { type PieceTable, readPiece, roomForPiece } from './piece-table.ts';

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
    for (let number = from; number < to; number++) {
      task.step(number - from, to - from);
      const bytes = readPiece(descriptor, pieces, number, memory);
      if (bytes === undefined || !decodePiece(column, number * PIECE, bytes)) return false;
    }
    return true;
  },
};
