import type { ScreenColumn, ScreenRow } from '../../output/screen/screen-view.ts';
import { displayWidth } from '../../output/width.ts';
import type { PaneState } from '../panes/pane.ts';
import type { Theme } from '../theme.ts';
import { type FlowRow, piecesWidth, rowLook } from './flow.ts';
import { arrowWidth, edgeText } from './glyphs.ts';
import type { Look, Piece } from './line.ts';
import { grownWidths } from './widths.ts';

const GAP = '  ';

type Charset = Pick<Theme, 'unicode'>;

/** What panes of such rows differ in. */
export interface Alignment {
  /** Of the first cells. */
  readonly names: 'left' | 'right';
  /** A name that is longer pushes what follows it to the right, and not what follows all others. */
  readonly widestName: number;
  /** In front of rows that stand below a heading. */
  readonly indent: string;
}

/** Rows of which each cell stands below those of other rows; what is at the end is as long as it is. */
export function alignedRows(
  { outline, widths }: PaneState,
  theme: Charset,
  { names, widestName, indent }: Alignment,
): FlowRow {
  return (row) => {
    if (row.role === 'step') return stepPieces(row, indent, theme);
    const isBelow = row.role === 'row' || row.role === 'more';
    const pieces: Piece[] = [{ text: isBelow ? indent : '', look: 'plain' }];
    const last = row.cells.findLastIndex((cell) => cell !== '');
    for (let i = 0; i <= last; i++) {
      const isRight = i === 0 && names === 'right';
      const arrow = isRight ? arrowWidth(theme) - 1 : 0;
      const width = i === last && row.role !== 'row' ? 0 : Math.min((widths[i] ?? 0) + arrow, widestName);
      pieces.push({
        text: placed(edgeText(row.cells[i]!, theme), width, i === last, isRight),
        look: cellLook(row, i, last, outline.columns[i]),
      });
    }
    return pieces;
  };
}

/** The edge, which has blanks before it so that all arrows stand below each other, and the object. */
function stepPieces({ cells: [edge = '', object = ''] }: ScreenRow, indent: string, theme: Charset): Piece[] {
  const width = displayWidth(edge) + arrowWidth(theme) - 1;
  return [
    { text: indent, look: 'plain' },
    { text: placed(edgeText(edge.trimStart(), theme), width, false, true), look: 'accent' },
    { text: object, look: 'plain' },
  ];
}

/** What `measure` of such a pane gives. */
export function alignedWidths(
  state: PaneState,
  rows: readonly ScreenRow[],
  alignment: Alignment,
): readonly number[] {
  const named = rows.filter(({ role, cells }) => role === 'row' && cells.length > 1);
  const widths = grownWidths(state.widths, named, () => 0);
  const line = alignedRows({ ...state, widths }, { unicode: true }, alignment);
  const longest = rows.reduce((most, row) => Math.max(most, piecesWidth(line(row))), 0);
  return longest > widths.at(-1)! ? widths.with(-1, longest) : widths;
}

function placed(cell: string, columnWidth: number, isLast: boolean, isRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, columnWidth - displayWidth(cell)));
  if (isRight) return isLast ? blanks + cell : `${blanks}${cell} `;
  return isLast ? cell : cell + blanks + GAP;
}

/** What leads to something stands before it. */
function cellLook(row: ScreenRow, i: number, last: number, column: ScreenColumn | undefined): Look {
  const look = rowLook(row);
  if (look !== 'plain') return look;
  if (column?.dim === true) return 'dim';
  return i === 0 && last > 0 ? 'accent' : 'plain';
}
