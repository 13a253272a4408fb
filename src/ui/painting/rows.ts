import type { ScreenRow } from '../../output/screen/screen-view.ts';
import type { PaneState, PaneSurface, RowAt } from '../panes/pane.ts';
import { drawLine, type LineStyle, type Piece, wordsPattern } from './line.ts';

/** The pieces of a row, undefined when it has not been fetched. No wider than the surface. */
export type DrawRow = (row: ScreenRow | undefined, index: number) => readonly Piece[];

export function lineStyle(state: PaneState, surface: PaneSurface): LineStyle {
  const { theme, columns, hasFocus } = surface;
  return { theme, columns, hasFocus, words: wordsPattern(state.words) };
}

/** The heading's lines and the rows in sight below them, in exactly the lines of the surface. Of the two, a row comes first. */
export function paintRows(
  head: readonly string[],
  state: PaneState,
  rowAt: RowAt,
  surface: PaneSurface,
  draw: DrawRow,
): string[] {
  const style = lineStyle(state, surface);
  const lines = head.slice(Math.max(0, head.length - (surface.lines - 1)));
  for (let index = state.top; lines.length < surface.lines; index++) {
    const exists = index < state.outline.rowCount;
    lines.push(exists ? drawLine(draw(rowAt(index), index), index === state.selected, style) : '');
  }
  return lines;
}

/** A row of several lines. */
export type DrawTallRow = (row: ScreenRow | undefined, index: number) => readonly (readonly Piece[])[];

/** The same for rows of several lines each; those of the selected one are in sight as far as they fit. */
export function paintTall(
  head: readonly string[],
  state: PaneState,
  rowAt: RowAt,
  surface: PaneSurface,
  draw: DrawTallRow,
): string[] {
  const style = lineStyle(state, surface);
  const above = head.slice(Math.max(0, head.length - (surface.lines - 1)));
  const room = surface.lines - above.length;
  const shown = tallLines(state, rowAt, room, draw).map(({ pieces, row }) =>
    drawLine(pieces, row === state.selected, style),
  );
  return [...above, ...shown, ...Array<string>(room - shown.length).fill('')];
}

interface TallLine {
  readonly pieces: readonly Piece[];
  /** Which row it belongs to. */
  readonly row: number;
}

/** The lines in sight, at most `room`. */
export function tallLines(
  state: PaneState,
  rowAt: RowAt,
  room: number,
  draw: DrawTallRow,
): readonly TallLine[] {
  const { top, selected, outline } = state;
  const lines: TallLine[] = [];
  let [first, end] = [0, 0];
  for (let row = top; row < outline.rowCount && (lines.length < room || row <= selected); row++) {
    if (row === selected) first = lines.length;
    for (const pieces of draw(rowAt(row), row)) lines.push({ pieces, row });
    if (row === selected) end = lines.length;
  }
  const start = Math.min(first, Math.max(0, end - room));
  return lines.slice(start, start + room);
}

/** In a text a selected line means little: it is there for who moves through it. */
export function withoutIdleSelection(state: PaneState, { hasFocus }: PaneSurface): PaneState {
  return hasFocus ? state : { ...state, selected: -1 };
}
