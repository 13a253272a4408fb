import { QueryError } from '../../base/errors.ts';
import type { RowsWanted } from '../command.ts';

const DEFAULT_ROW_COUNT = 10;

/** The N of `head N`, `tail N`, `sample N`. */
export function rowCountArgument(command: string, n: number | undefined): number {
  const count = n ?? DEFAULT_ROW_COUNT;
  if (isRowCount(count)) return count;
  throw new QueryError(`${command} takes a whole number of rows, not ${n}`, { hint: `${command} 10` });
}

/** What `head N` or `tail N` shows of the rows before it; undefined where N will not do. */
export function rowsWanted(end: RowsWanted['end'], n: number | undefined): RowsWanted | undefined {
  const count = n ?? DEFAULT_ROW_COUNT;
  return isRowCount(count) ? { end, count } : undefined;
}

function isRowCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

/** The rows from … to-1. */
export function rowRange(from: number, to: number): Uint32Array {
  // A loop: Uint32Array.from with a function is ten times slower, and there may be millions.
  const rows = new Uint32Array(to - from);
  for (let i = 0; i < rows.length; i++) rows[i] = from + i;
  return rows;
}
