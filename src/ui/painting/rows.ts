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

/** The same for rows of several lines each; those of the selected one are in sight as far as they fit. */
export function paintTall(
  head: readonly string[],
  state: PaneState,
  rowAt: RowAt,
  surface: PaneSurface,
  draw: (row: ScreenRow | undefined, index: number) => readonly (readonly Piece[])[],
): string[] {
  const style = lineStyle(state, surface);
  const above = head.slice(Math.max(0, head.length - (surface.lines - 1)));
  const room = surface.lines - above.length;
  const lines: string[] = [];
  let [first, end] = [0, 0];
  for (let i = state.top; i < state.outline.rowCount && (lines.length < room || i <= state.selected); i++) {
    const isSelected = i === state.selected;
    if (isSelected) first = lines.length;
    for (const pieces of draw(rowAt(i), i)) lines.push(drawLine(pieces, isSelected, style));
    if (isSelected) end = lines.length;
  }
  const start = Math.min(first, Math.max(0, end - room));
  const shown = lines.slice(start, start + room);
  return [...above, ...shown, ...Array<string>(room - shown.length).fill('')];
}

/** In a text a selected line means little: it is there for who moves through it. */
export function withoutIdleSelection(state: PaneState, { hasFocus }: PaneSurface): PaneState {
  return hasFocus ? state : { ...state, selected: -1 };
}
