import type { ScreenColumn, ScreenRow } from '../../output/screen/screen-view.ts';
import { displayWidth } from '../../output/width.ts';
import type { PaneState } from '../panes/pane.ts';
import type { Theme } from '../theme.ts';
import { type FlowRow, piecesWidth, rowLook } from './flow.ts';
import { branchText } from './glyphs.ts';
import type { Look, Piece } from './line.ts';
import { grownWidths } from './widths.ts';

/** A name that is longer than that pushes what follows it to the right, and not that of all others. */
const WIDEST_NAME = 40;
const GAP = '  ';

/** Rows of which each cell stands below those of other rows; what is at the end is as long as it is. */
export function alignedRows({ outline, widths }: PaneState, theme: Pick<Theme, 'unicode'>): FlowRow {
  return (row) => {
    const pieces: Piece[] = [{ text: branchText(row.branch, theme), look: 'dim' }];
    const last = row.cells.findLastIndex((cell) => cell !== '');
    for (let i = 0; i <= last; i++) {
      const width = i === last && outline.columns[i]?.alignRight !== true ? 0 : (widths[i] ?? 0);
      const text = placed(row.cells[i]!, width, outline.columns[i]) + (i === last ? '' : GAP);
      pieces.push({ text, look: cellLook(row, i, last, outline.columns[i]) });
    }
    return pieces;
  };
}

/** What `measure` of such a pane gives. */
export function alignedWidths(state: PaneState, rows: readonly ScreenRow[]): readonly number[] {
  const named = rows.filter(({ role, cells }) => role === 'row' && cells.length > 1);
  const widths = grownWidths(state.widths, named, () => 0);
  const line = alignedRows({ ...state, widths }, { unicode: true });
  const longest = rows.reduce((most, row) => Math.max(most, piecesWidth(line(row))), 0);
  return longest > widths.at(-1)! ? widths.with(-1, longest) : widths;
}

function placed(cell: string, columnWidth: number, column: ScreenColumn | undefined): string {
  const blanks = ' '.repeat(Math.max(0, Math.min(columnWidth, WIDEST_NAME) - displayWidth(cell)));
  return column?.alignRight === true ? blanks + cell : cell + blanks;
}

/** What leads to something stands before it. */
function cellLook(row: ScreenRow, i: number, last: number, column: ScreenColumn | undefined): Look {
  const look = rowLook(row);
  if (look !== 'plain') return look;
  if (column?.dim === true) return 'dim';
  return i === 0 && last > 0 ? 'accent' : 'plain';
}
