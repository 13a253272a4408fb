import type { NumericArray } from '../../base/shared-array.ts';
import type { Task } from '../../base/task.ts';
import { PIECE } from './column-bytes.ts';
import { newPrivateColumn } from './column-types.ts';
import { Glimpse } from './glimpse.ts';
import type { IndexReader } from './index-reader.ts';
import type { StoredColumn } from './layout.ts';
import { columnIn, type Plain } from './pack.ts';

/** Of columns that are shorter there is nothing to be saved. */
const LEAST_PIECES = 4;

/** An object out of an index, and what is known of its columns. */
export interface UnpackedObject {
  readonly whole: object;
  readonly plain: { readonly [name: string]: Plain };
  readonly stored: readonly StoredColumn[];
  readonly reader: IndexReader;
  /** Whether that column has been read. */
  isRead(number: number): boolean;
}

/**
 * The same object for who looks at a few rows: of its long columns only those pieces are read that somebody looks at,
 * unless the whole column is there already. Single values are read as from an array, at some hundred nanoseconds each.
 */
export function nearObject({ whole, plain, stored, reader, isRead }: UnpackedObject): object {
  const near = Object.create(whole) as object;
  for (const [name, item] of Object.entries(plain)) {
    const number = columnIn(item);
    const column = number === undefined ? undefined : stored[number];
    if (number === undefined || column === undefined || column.count < LEAST_PIECES * PIECE) continue;
    const wholeColumn = () => Reflect.get(whole, name) as NumericArray;
    let glimpse: Glimpse<NumericArray> | undefined;
    Object.defineProperty(near, name, {
      enumerable: true,
      get: () => {
        if (glimpse?.isUsedUp || isRead(number)) return wholeColumn();
        glimpse ??= glimpseOf(column, reader, wholeColumn);
        return glimpse.column;
      },
    });
  }
  return near;
}

function glimpseOf(
  stored: StoredColumn,
  reader: IndexReader,
  whole: () => NumericArray,
): Glimpse<NumericArray> {
  const source = {
    count: stored.count,
    pieceLength: PIECE,
    piece: reader.pieces(stored),
    pick: (rows: Uint32Array, task: Task) => reader.pick(stored, rows, task),
    whole,
  };
  return new Glimpse(source, newPrivateColumn(stored.type, 0));
}
