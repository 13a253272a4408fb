import type { ScreenAnswer } from '../../output/screen/screen-answer.ts';
import type { ScreenColumn, ScreenOutline, ScreenRow } from '../../output/screen/screen-view.ts';
import { displayWidth } from '../../output/width.ts';
import { isSortedBy, orderOf } from '../painting/sorted-by.ts';
import type { PaneState } from './pane.ts';

export type Move = { readonly rows: number } | { readonly pages: number } | { readonly to: 'start' | 'end' };

/** An answer as it is when it comes: at its first row, with the columns as wide as the first rows want them. */
export function paneStateOf(answer: ScreenAnswer): PaneState {
  const { outline } = answer;
  return {
    answer,
    outline,
    top: 0,
    selected: 0,
    column: cursorColumn(outline.columns, answer.command),
    shift: 0,
    widths: initialWidths(outline.columns, answer.command),
    words: undefined,
    chart: { isShown: true, unit: 'bytes' },
  };
}

/**
 * As less and vim do: a page moves the rows, and the selected one stays where it is on the screen; where the rows cannot
 * move any more, it goes to the end. Fractions of pages are rounded to rows. `lines`: rows in sight. O(1).
 */
export function moved(state: PaneState, by: Move, lines: number): PaneState {
  if ('pages' in by) return movedByPages(state, Math.round(by.pages * lines), lines);
  if ('rows' in by) return movedTo(state, state.selected + by.rows, lines);
  return movedTo(state, by.to === 'start' ? 0 : state.outline.rowCount - 1, lines);
}

/** Selects a row, or the nearest that there is. The rows move only as far as they must. */
export function movedTo(state: PaneState, row: number, lines: number): PaneState {
  return scrolledIntoSight({ ...state, selected: clamp(row, 0, state.outline.rowCount - 1) }, lines);
}

/** The same for a row that may be far away, as one that was found: then it comes into the middle, so that its neighbours are seen. */
export function jumpedTo(state: PaneState, row: number, lines: number): PaneState {
  const isInSight = row >= state.top && row < state.top + lines;
  const top = isInSight ? state.top : clampTop(row - Math.floor(lines / 2), state, lines);
  return movedTo({ ...state, top }, row, lines);
}

/** After the screen has another size, or the answer another number of rows: the selected row is in sight, the screen is full. */
export function scrolledIntoSight(state: PaneState, lines: number): PaneState {
  const inSight = clamp(state.top, state.selected - Math.max(lines, 1) + 1, state.selected);
  const top = clampTop(inSight, state, lines);
  return top === state.top ? state : { ...state, top };
}

/** With the outline as it is after rows have been unfolded or folded; the selected row keeps its number while there is one. */
export function withOutline(state: PaneState, outline: ScreenOutline, lines: number): PaneState {
  const isSameShape = outline.columns.length === state.outline.columns.length;
  const widths = isSameShape ? state.widths : initialWidths(outline.columns, state.answer.command);
  return movedTo({ ...state, outline, widths }, state.selected, lines);
}

/** What → and ← do to a row of a tree. `enter`: to its first child, `leave`: to its parent. */
export function stepInTree(
  { fold, role }: Pick<ScreenRow, 'fold' | 'role'>,
  direction: 'in' | 'out',
): 'unfold' | 'fold' | 'enter' | 'leave' | 'nothing' {
  if (direction === 'out') return fold === 'unfolded' ? 'fold' : 'leave';
  if (fold === 'unfolded') return 'enter';
  return fold === 'folded' || role === 'more' ? 'unfold' : 'nothing';
}

function movedByPages(state: PaneState, rows: number, lines: number): PaneState {
  const top = clampTop(state.top + rows, state, lines);
  if (top === state.top) return movedTo(state, state.selected + rows, lines);
  return movedTo({ ...state, top }, state.selected + top - state.top, lines);
}

function clampTop(top: number, { outline }: PaneState, lines: number): number {
  return clamp(top, 0, Math.max(0, outline.rowCount - Math.max(lines, 1)));
}

/** The smallest where there is no room between the two. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/** Where the rows are sorted already, or else by what one would like to: the first number. */
function cursorColumn(columns: readonly ScreenColumn[], command: string): number {
  const order = orderOf(command);
  const sorted = columns.findIndex((column) => isSortedBy(column, order));
  if (sorted >= 0) return sorted;
  const number = columns.findIndex(({ name, alignRight, dim }) => name !== '' && alignRight && !dim);
  if (number >= 0) return number;
  return Math.max(
    0,
    columns.findIndex(({ name }) => name !== ''),
  );
}

/** The arrow that tells the order stands behind the name of the column. */
function initialWidths(columns: readonly ScreenColumn[], command: string): number[] {
  const order = orderOf(command);
  const widths = columns.map((column) => {
    const arrow = isSortedBy(column, order) ? 1 : 0;
    return Math.max(column.width, column.least, displayWidth(column.label) + arrow);
  });
  return [...widths, 0];
}
