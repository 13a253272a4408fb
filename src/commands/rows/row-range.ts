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
  return Uint32Array.from({ length: to - from }, (_, i) => from + i);
}
