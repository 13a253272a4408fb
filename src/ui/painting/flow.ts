import type { ScreenRow } from '../../output/screen/screen-view.ts';
import { displayWidth } from '../../output/width.ts';
import type { PaneState, PaneSurface, RowAt } from '../panes/pane.ts';
import { cutEnd, withoutStart } from './cut.ts';
import { glyphsOf } from './glyphs.ts';
import type { Look, Piece } from './line.ts';
import { paintRows } from './rows.ts';

/** A row as one line of any length. */
export type FlowRow = (row: ScreenRow) => readonly Piece[];

/** Rows as lines that scroll sideways together, without a heading; marks at the edges where something is out of sight. */
export function paintFlow(state: PaneState, rowAt: RowAt, surface: PaneSurface, flow: FlowRow): string[] {
  const { cut } = glyphsOf(surface.theme);
  return paintRows([], state, rowAt, surface, (row) =>
    row === undefined ? [{ text: cut, look: 'dim' }] : inSight(flow(row), state.shift, surface),
  );
}

/** The part of a line that is in the columns [shift, shift + surface.columns). */
export function inSight(
  pieces: readonly Piece[],
  shift: number,
  { columns, theme }: Pick<PaneSurface, 'columns' | 'theme'>,
): Piece[] {
  const { hiddenLeft, hiddenRight } = glyphsOf(theme);
  const widths = pieces.map(({ text }) => displayWidth(text));
  const width = widths.reduce((sum, piece) => sum + piece, 0);
  // Where two marks and a column between them have no room, there are none.
  const from = shift > 0 && width > 0 && columns > 2 ? shift + 1 : shift;
  const to = width > shift + columns && columns > 2 ? shift + columns - 1 : shift + columns;
  const shown = sliced(pieces, widths, from, to);
  if (from > shift) shown.unshift({ text: hiddenLeft, look: 'dim' });
  if (to < shift + columns) shown.push({ text: hiddenRight, look: 'dim' });
  return shown;
}

export function piecesWidth(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

function sliced(pieces: readonly Piece[], widths: readonly number[], from: number, to: number): Piece[] {
  const shown: Piece[] = [];
  let start = 0;
  for (let i = 0; i < pieces.length && start < to; i++) {
    const end = start + widths[i]!;
    if (end > from) {
      const text = withoutStart(pieces[i]!.text, from - start);
      shown.push({ text: beginning(text, to - Math.max(start, from)), look: pieces[i]!.look });
    }
    start = end;
  }
  return shown;
}

/** Cut without a mark, and filled up where half a character would stand. */
function beginning(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const whole = cutEnd(`${text}  `, width + 1, '');
  return whole + ' '.repeat(width - displayWidth(whole));
}

/** The cells of a row behind each other. */
export function rowPieces(row: ScreenRow): Piece[] {
  return [{ text: row.branch + row.cells.join('  '), look: rowLook(row) }];
}

/** `measure` of panes that show such rows. */
export function rowsWidth({ widths }: PaneState, rows: readonly ScreenRow[]): readonly number[] {
  const longest = rows.reduce((most, row) => Math.max(most, piecesWidth(rowPieces(row))), 0);
  return longest > widths.at(-1)! ? widths.with(-1, longest) : widths;
}

/** How all of a row looks that is no plain one. */
export function rowLook({ role }: ScreenRow): Look {
  if (role === 'heading' || role === 'alarm') return role;
  return role === 'dim' || role === 'more' ? 'dim' : 'plain';
}
