import type { Result } from '../query/result.ts';

/**
 * The same answer, where lines that can be run call its rows by its number (`$3[1]`) and not as the last answer (`_[1]`):
 * of a list of such lines the second is run when `_` is the first one's answer. Of a name such as `$3`.
 */
export function withNamedLines(result: Result, name: string): Result {
  if (result.kind !== 'table' || !result.columns.some((column) => column.isLine === true)) return result;
  const columns = result.columns.map((column) =>
    column.isLine === true
      ? { ...column, cell: (row: number) => column.cell(row, `${name}[${row}]`) }
      : column,
  );
  return { ...result, columns };
}
