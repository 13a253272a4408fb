import type { TextResult } from '../../query/result.ts';
import { visible } from '../visible.ts';
import { listView, textRow } from './list-view.ts';
import { noRemarks, remarksOf, textColumn, widest } from './outline.ts';
import type { ScreenOutline, ScreenRow, ScreenView } from './screen-view.ts';
import { shortText } from './short-text.ts';

/** Lines of text, as they are; one of millions of characters is cut. */
export function textView(result: TextResult): ScreenView {
  const role = result.isAside === true ? 'dim' : 'row';
  return linesView(
    result.lines.map((line) => textRow([shortText(visible(shortText(line)))], role)),
    remarksOf(result),
  );
}

/** Lines that are visible already. `dim`: not what anybody asked for. */
export function screenViewOfLines(
  lines: readonly string[],
  role: ScreenRow['role'] = 'row',
  notes: readonly string[] = [],
): ScreenView {
  return linesView(
    lines.map((line) => textRow([shortText(line)], role)),
    { notes },
  );
}

/** Rows of one cell. */
export function linesView(
  rows: readonly ScreenRow[],
  traits: Partial<ScreenOutline>,
  kind: ScreenOutline['kind'] = 'text',
): ScreenView {
  const outline: ScreenOutline = {
    ...noRemarks,
    kind,
    rowCount: rows.length,
    total: rows.length,
    columns: [textColumn(widest(rows.map(({ cells }) => cells[0]!)))],
    ...traits,
  };
  return listView({ outline: () => outline, row: (row) => rows[row]! });
}
