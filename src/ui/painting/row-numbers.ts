import type { ScreenColumn } from '../../output/screen/screen-view.ts';

/** Columns that say what `$3[7]` does. The panes number the rows themselves, also those that have not been fetched. */
const rowNumbers = new Set(['#', 'Index']);

/** The first column that is not the number of the row. */
export function firstColumn(columns: readonly ScreenColumn[]): 0 | 1 {
  return columns.length > 0 && rowNumbers.has(columns[0]!.label) ? 1 : 0;
}
