import { QueryError } from '../../base/errors.ts';

const DEFAULT_ROW_COUNT = 10;

/** The N of `head N`, `tail N`, `sample N`. */
export function rowCountArgument(command: string, n: number | undefined): number {
  if (n === undefined) return DEFAULT_ROW_COUNT;
  if (Number.isSafeInteger(n) && n >= 0) return n;
  throw new QueryError(`${command} takes a whole number of rows, not ${n}`, { hint: `${command} 10` });
}

/** The rows from … to-1. */
export function rowRange(from: number, to: number): Uint32Array {
  // A loop: Uint32Array.from with a function is ten times slower, and there may be millions.
  const rows = new Uint32Array(to - from);
  for (let i = 0; i < rows.length; i++) rows[i] = from + i;
  return rows;
}
