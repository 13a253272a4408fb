import { formatCount } from '../../base/quantities.ts';
import type { ScreenOutline, ScreenRow } from '../../output/screen/screen-view.ts';
import { padStart } from '../../output/width.ts';
import { wrapToWidth } from '../../output/wrap-words.ts';
import { barText } from '../painting/bar.ts';
import { cutEnd } from '../painting/cut.ts';
import { rowLook } from '../painting/flow.ts';
import { glyphsOf } from '../painting/glyphs.ts';
import { BAR, BAR_WIDTH, GAP, type Slot } from '../painting/grid-layout.ts';
import { type CellAt, type GridWindow, gridLine, numberPiece } from '../painting/grid-line.ts';
import { gridWindow } from '../painting/grid-window.ts';
import { drawLine, type Piece } from '../painting/line.ts';
import { type DrawTallRow, lineStyle, paintRows, paintTall, tallLines } from '../painting/rows.ts';
import { isSortedBy, orderOf } from '../painting/sorted-by.ts';
import { grownWidths } from '../painting/widths.ts';
import type { Pane, PaneState, PaneSurface } from './pane.ts';

/** Rows below a heading that stays, their numbers at the left. */
export const tablePane: Pane = {
  id: 'table',
  title: 'Table',
  accepts: ({ kind }) => kind === 'table',
  keys: [
    {
      keys: ['s'],
      group: 'ask',
      doc: 'sort by the column under the cursor; again: the other way round',
      inFooter: 'sort',
      does: (shell) => shell.sort(),
    },
    { keys: ['<'], group: 'move', doc: 'the column before', does: (shell) => shell.moveColumn(-1) },
    { keys: ['>'], group: 'move', doc: 'the next column', does: (shell) => shell.moveColumn(1) },
  ],
  headLines: headCount,
  paint: (state, rowAt, surface) => {
    if (state.outline.rowCount === 0) return paintEmpty(state, surface);
    const window = gridWindow(state, surface);
    const head = headLines(state, window, surface);
    const drawTall = tallRow(state, window, surface);
    if (drawTall !== undefined) return paintTall(head, state, rowAt, surface, drawTall);
    return paintRows(head, state, rowAt, surface, (row, index) => rowPieces(window, row, index, surface));
  },
  rowAtLine: (state, rowAt, surface, line) => {
    const drawTall = tallRow(state, gridWindow(state, surface), surface);
    if (drawTall === undefined) return state.top + line;
    return tallLines(state, rowAt, surface.lines - headCount(state, surface), drawTall)[line]?.row;
  },
  measure: (state, rows) =>
    grownWidths(state.widths, rows, ({ share }) => (share === undefined ? 0 : BAR_WIDTH)),
};

function headCount({ outline }: PaneState, { columns }: Pick<PaneSurface, 'columns'>): number {
  return totalsIn(outline, columns).length + 1;
}

/** Rows are worth more. */
const MOST_TOTALS = 2;

/** The last line as long as it is, where there is more of it than that. */
function totalsIn({ totals }: ScreenOutline, columns: number): string[] {
  if (totals === '') return [];
  const lines = wrapToWidth(totals, columns);
  const rest = lines.slice(MOST_TOTALS - 1).join(' ');
  return [...lines.slice(0, MOST_TOTALS - 1), ...(rest === '' ? [] : [rest])];
}

/** With what stands below a row on lines of its own; undefined: rows are one line each. */
function tallRow(state: PaneState, window: GridWindow, surface: PaneSurface): DrawTallRow | undefined {
  const below = belowColumns(state.outline);
  if (below.length === 0) return undefined;
  return (row, index) => [
    rowPieces(window, row, index, surface),
    ...belowPieces(below, row, state.outline, window, surface),
  ];
}

function headLines(state: PaneState, window: GridWindow, surface: PaneSurface): string[] {
  const style = { ...lineStyle(state, surface), words: undefined };
  return [
    ...totalLines(state.outline, surface),
    drawLine(headingPieces(state, window, surface), false, style),
  ];
}

function totalLines(outline: ScreenOutline, { theme, columns }: PaneSurface): string[] {
  return totalsIn(outline, columns).map((line) => cutEnd(line, columns, glyphsOf(theme).cut));
}

/** With marks at its edges where columns are out of sight. */
function headingPieces(state: PaneState, window: GridWindow, { theme }: PaneSurface): Piece[] {
  const { outline, answer } = state;
  const { layout, shift, room } = window;
  const { hiddenLeft, hiddenRight, ascending, descending } = glyphsOf(theme);
  const order = orderOf(answer.command);
  const cellAt: CellAt = ({ column, width }) => {
    if (column === BAR) return { text: '', look: 'heading' };
    const { label, alignRight } = outline.columns[column]!;
    const look = column === state.column ? 'cursor' : 'heading';
    const isSorted = isSortedBy(outline.columns[column]!, order);
    const arrow = isSorted ? (order?.descending ? descending : ascending) : '';
    const text = label + arrow;
    return { text: alignRight ? padStart(text, width) : text, look };
  };
  const number = numberPiece(window, '#', 'dim');
  const gap = shift > 0 ? ` ${hiddenLeft}` : '  ';
  if (layout.width <= shift + room || room < 2) return gridLine(window, number, cellAt, { gap });
  const pieces = gridLine({ ...window, room: room - 1 }, number, cellAt, { gap });
  return [...pieces, { text: hiddenRight, look: 'dim' }];
}

function rowPieces(
  window: GridWindow,
  row: ScreenRow | undefined,
  index: number,
  { theme }: PaneSurface,
): Piece[] {
  const number = numberPiece(window, String(index), 'dim');
  if (row === undefined) {
    const rest = window.room > 0 ? [{ text: `  ${glyphsOf(theme).cut}`, look: 'dim' } as const] : [];
    return [number, ...rest];
  }
  return gridLine(window, number, (slot) => cellPiece(window, row, slot, theme.unicode));
}

function belowColumns({ columns }: ScreenOutline): readonly number[] {
  return columns.flatMap(({ isBelow }, i) => (isBelow === true ? [i] : []));
}

/** What is told below a row, whole, in as many lines as it takes. */
function belowPieces(
  below: readonly number[],
  row: ScreenRow | undefined,
  { columns }: ScreenOutline,
  { numberWidth }: GridWindow,
  surface: PaneSurface,
): Piece[][] {
  const indent = ' '.repeat(Math.min(numberWidth + GAP, Math.floor(surface.columns / 4)));
  return below.flatMap((i) => {
    const look = columns[i]!.isLine === true ? 'accent' : 'plain';
    const lines = wrapToWidth(row?.cells[i] ?? '', surface.columns - indent.length);
    return lines
      .filter((line) => line !== '')
      .map((text): Piece[] => [
        { text: indent, look: 'plain' },
        { text, look },
      ]);
  });
}

function cellPiece({ columns }: GridWindow, row: ScreenRow, { column }: Slot, unicode: boolean): Piece {
  if (column === BAR) {
    const text = row.share === undefined ? '' : barText(row.share, BAR_WIDTH, unicode);
    return { text, look: 'bar' };
  }
  return {
    text: row.cells[column] ?? '',
    look: columns[column]!.dim && row.role === 'row' ? 'dim' : rowLook(row),
  };
}

function paintEmpty(state: PaneState, surface: PaneSurface): string[] {
  const { total } = state.outline;
  const text = total > 0 ? `no rows of ${formatCount(total)}` : 'no rows';
  const window = gridWindow(state, surface);
  const said = surface.theme.dim(cutEnd(text, surface.columns, glyphsOf(surface.theme).cut));
  const lines = [...headLines(state, window, surface), said].slice(-surface.lines);
  return [...lines, ...Array<string>(surface.lines - lines.length).fill('')];
}
