import { visible } from '../../output/visible.ts';
import { cutToWidth, displayWidth } from '../../output/width.ts';
import { boundaryAtOrBefore, nextBoundary, previousBoundary } from './graphemes.ts';

/** The part of a line that is in sight. */
export interface LineWindow {
  /** What to draw: never wider than the room, control characters escaped, with ‹ and › where the line goes on. */
  readonly text: string;
  /** In columns of the terminal from the start of `text`; less than the room, unless that is nothing. */
  readonly cursorColumn: number;
  /** What of the line is in `text`; give `startIndex` to the next call, so that it only scrolls when it must. */
  readonly startIndex: number;
  readonly endIndex: number;
}

const BEFORE = '‹';
const AFTER = '›';
/** In less room there would be nothing between the marks. */
const LEAST_FOR_MARKS = 3;
/** Of the text for a column of the screen: millions of marks without a letter take no columns at all. */
const MOST_UNITS_PER_COLUMN = 64;

/**
 * The part of a line around its cursor that fits into `columns`, beginning at `previousStart` where the cursor is in
 * sight from there. Time is that of what is in sight, however long the line.
 */
export function visiblePart(
  { text, cursor }: { readonly text: string; readonly cursor: number },
  columns: number,
  previousStart = 0,
): LineWindow {
  if (columns < 1) return { text: '', cursorColumn: 0, startIndex: cursor, endIndex: cursor };
  const whole = windowFrom(text, cursor, 0, columns);
  if (whole?.endIndex === text.length) return whole;
  const start = boundaryAtOrBefore(text, previousStart);
  const same = start <= cursor ? windowFrom(text, cursor, start, columns) : undefined;
  // Whoever deletes backwards is shown what comes next, not a mark with nothing behind it.
  if (same !== undefined && (cursor > start || start === 0)) return same;
  // Some columns further than needed: the next key shall not scroll again.
  for (const share of start >= cursor ? [1 / 3] : [2 / 3, 1 / 3]) {
    const from = startBefore(text, cursor, Math.floor(columns * share));
    const shifted = windowFrom(text, cursor, from, columns);
    if (shifted !== undefined) return shifted;
  }
  return windowFrom(text, cursor, cursor, columns)!;
}

/** The part that begins at `start`; undefined when the cursor is not in it, which it is when it stands at `start`. */
function windowFrom(text: string, cursor: number, start: number, columns: number): LineWindow | undefined {
  const hasMarks = columns >= LEAST_FOR_MARKS;
  // The last column is for the mark, or for the cursor behind the text.
  const limit = hasMarks ? columns - 1 : columns;
  let shown = hasMarks && start > 0 ? BEFORE : '';
  let width = shown.length;
  let cursorColumn: number | undefined;
  let index = start;
  const lastIndex = Math.min(text.length, start + columns * MOST_UNITS_PER_COLUMN);
  while (index < lastIndex) {
    const next = nextBoundary(text, index);
    let piece = visible(text.slice(index, next));
    if (width + displayWidth(piece) > limit) {
      if (index > start) break;
      piece = cutToWidth(piece, limit - width);
    }
    if (index === cursor) cursorColumn = width;
    shown += piece;
    width += displayWidth(piece);
    index = next;
  }
  if (cursor === text.length && index === cursor) cursorColumn = width;
  if (cursorColumn === undefined || cursorColumn >= columns) return undefined;
  if (hasMarks && index < text.length) shown += ' '.repeat(limit - width) + AFTER;
  return { text: shown, cursorColumn, startIndex: start, endIndex: index };
}

function startBefore(text: string, cursor: number, columns: number): number {
  const firstIndex = Math.max(0, cursor - columns * MOST_UNITS_PER_COLUMN);
  let start = cursor;
  for (let width = 0; start > firstIndex; ) {
    const previous = previousBoundary(text, start);
    width += displayWidth(visible(text.slice(previous, start)));
    if (width > columns) break;
    start = previous;
  }
  return start;
}
