import type { NumericArray } from '../../base/shared-array.ts';
import type { Job } from '../../base/team.ts';
import { decodePiece, PIECE } from './column-bytes.ts';
import { type ColumnType, newPrivateColumn } from './column-types.ts';
import { type PieceTable, readPiece, roomForPiece } from './piece-table.ts';

interface PickOrder {
  readonly descriptor: number;
  readonly type: ColumnType;
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
  run({ descriptor, type, count, pieces, rows, values }, task) {
    const memory = roomForPiece(pieces);
    const room = newPrivateColumn(type, Math.min(PIECE, count));
    const copy = copiers[type] as Copier<NumericArray>;
    for (let i = 0; i < rows.length; ) {
      task.step(i, rows.length);
      const number = Math.floor(rows[i]! / PIECE);
      const first = number * PIECE;
      const piece = room.subarray(0, Math.min(PIECE, count - first)) as NumericArray;
      const bytes = readPiece(descriptor, pieces, number, memory);
      if (bytes === undefined || !decodePiece(piece, 0, bytes)) return false;
      i = copy(piece, first, rows, i, values);
    }
    return true;
  },
};

/** Copies the values of rows from the i-th on as long as they are in the piece; gives which is the next row. */
type Copier<Column> = (piece: Column, first: number, rows: Uint32Array, i: number, to: Column) => number;

// Each loop is written out: one for all kinds of arrays would run at a tenth of the speed.
const copiers = {
  u8(piece: Uint8Array, first: number, rows: Uint32Array, i: number, to: Uint8Array) {
    let next = i;
    for (let at = rows[i]! - first; at >= 0 && at < piece.length; at = rows[++next]! - first)
      to[next] = piece[at]!;
    return next;
  },
  u32(piece: Uint32Array, first: number, rows: Uint32Array, i: number, to: Uint32Array) {
    let next = i;
    for (let at = rows[i]! - first; at >= 0 && at < piece.length; at = rows[++next]! - first)
      to[next] = piece[at]!;
    return next;
  },
  f64(piece: Float64Array, first: number, rows: Uint32Array, i: number, to: Float64Array) {
    let next = i;
    for (let at = rows[i]! - first; at >= 0 && at < piece.length; at = rows[++next]! - first)
      to[next] = piece[at]!;
    return next;
  },
  i64: copyLong<BigInt64Array>,
  u64: copyLong<BigUint64Array>,
} as const satisfies Record<ColumnType, unknown>;

function copyLong<Column extends BigInt64Array | BigUint64Array>(
  piece: Column,
  first: number,
  rows: Uint32Array,
  i: number,
  to: Column,
): number {
  let next = i;
  for (let at = rows[i]! - first; at >= 0 && at < piece.length; at = rows[++next]! - first)
    to[next] = piece[at]!;
  return next;
}
