import type { NumericArray } from '../../base/shared-array.ts';
import type { Job } from '../../base/team.ts';
import { PIECE, pickFromPiece } from './column-bytes.ts';
import { type PieceTable, readPiece, roomForPiece } from './piece-table.ts';

interface PickOrder {
  readonly descriptor: number;
  /** Values of the whole column. */
  readonly count: number;
  readonly pieces: PieceTable;
  /** Ascending, else pieces are read again and again. */
  readonly rows: Uint32Array;
  /** One for each row, in shared memory. */
  readonly values: NumericArray;
}

/**
 * Reads and checks those pieces of a column that have any of some rows, one at a time: what is not asked for is never in
 * memory. False: they are not as they were written, or cannot be read.
 */
export const pickPieces: Job<PickOrder, boolean> = {
  name: 'pick values of an index',
  run({ descriptor, count, pieces, rows, values }, task) {
    const memory = roomForPiece(pieces);
    for (let start = 0; start < rows.length; ) {
      task.step(start, rows.length);
      const number = Math.floor(rows[start]! / PIECE);
      const first = number * PIECE;
      const end = endOfPiece(rows, start, first);
      const part = values.subarray(start, end) as NumericArray;
      const bytes = readPiece(descriptor, pieces, number, memory);
      const length = Math.min(PIECE, count - first);
      if (bytes === undefined || !pickFromPiece(part, bytes, rows.subarray(start, end), first, length))
        return false;
      start = end;
    }
    return true;
  },
};

/** Which of the rows from `start` on is the next that is not in the piece whose first row is `first`. */
function endOfPiece(rows: Uint32Array, start: number, first: number): number {
  let end = start + 1;
  while (end < rows.length && rows[end]! >= first && rows[end]! < first + PIECE) end++;
  return end;
}
