import type { ScreenRow } from '../../output/screen/screen-view.ts';
import { displayWidth } from '../../output/width.ts';

/**
 * The widths of a pane's state after these rows: their cells fit, and what is no column is as wide as `beside` says of the
 * widest row. The same array when nothing grew. O(cells).
 */
export function grownWidths(
  widths: readonly number[],
  rows: readonly ScreenRow[],
  beside: (row: ScreenRow) => number,
): readonly number[] {
  let grown: number[] | undefined;
  const grow = (i: number, width: number) => {
    if (width <= (grown ?? widths)[i]!) return;
    grown ??= [...widths];
    grown[i] = width;
  };
  for (const row of rows) {
    const count = Math.min(row.cells.length, widths.length - 1);
    for (let i = 0; i < count; i++) {
      const cell = row.cells[i]!;
      // No character is wider than two columns.
      if (cell.length * 2 > (grown ?? widths)[i]!) grow(i, displayWidth(cell));
    }
    grow(widths.length - 1, beside(row));
  }
  return grown ?? widths;
}
