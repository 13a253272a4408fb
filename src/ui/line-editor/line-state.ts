import { boundaryAtOrAfter } from './graphemes.ts';

/** The line that is being edited. Nothing in it is ever changed: an action makes a new one. */
export interface LineState {
  readonly text: string;
  /** Index into `text`, always between two graphemes. */
  readonly cursor: number;
  /** What undo goes back to; the last is the nearest. */
  readonly undo: readonly Snapshot[];
  readonly redo: readonly Snapshot[];
  /** What was cut, newest first. */
  readonly kills: readonly string[];
  readonly last: LastAction;
}

export interface Snapshot {
  readonly text: string;
  readonly cursor: number;
}

/** Some actions go on with what the one before them did. */
export type LastAction =
  | { readonly kind: 'other' | 'typing' | 'kill' }
  /** Nobody has touched the line since it was put there: who types means another one, as over a selection. */
  | { readonly kind: 'offered' }
  /** What stands between `start` and the cursor is `kills[index]`. */
  | { readonly kind: 'yank'; readonly start: number; readonly index: number };

const MOST_STEPS = 500;
/** A line of megabytes may be undone a few times; it must not fill the memory. */
const MOST_UNDO_UNITS = 16 << 20;

const other: LastAction = { kind: 'other' };

export const emptyLine: LineState = { text: '', cursor: 0, undo: [], redo: [], kills: [], last: other };

/** A line with the cursor at its end and nothing to undo; what was cut before may be kept. */
export function lineOf(text: string, kills: readonly string[] = []): LineState {
  return { ...emptyLine, text, cursor: text.length, kills };
}

/** A line that the user may run, edit, or type over. */
export function offeredLine(text: string, kills: readonly string[] = []): LineState {
  return { ...lineOf(text, kills), last: { kind: 'offered' } };
}

/** Where text that is typed goes: at the cursor, or in the place of a line that was offered. */
export function insertionRange(line: LineState): { readonly start: number; readonly end: number } {
  return line.last.kind === 'offered'
    ? { start: 0, end: line.text.length }
    : { start: line.cursor, end: line.cursor };
}

/** With the cursor elsewhere. `cursor` must be a boundary. */
export function moved(line: LineState, cursor: number): LineState {
  return { ...line, cursor, last: other };
}

/**
 * With another text, and one more step to undo. A cursor inside of a grapheme, as when its two halves have met only now,
 * moves on behind it.
 */
export function edited(line: LineState, text: string, cursor: number, last: LastAction = other): LineState {
  const joinsStep = last.kind === 'typing' && line.last.kind === 'typing';
  const undo = joinsStep || text === line.text ? line.undo : pushStep(line.undo, line);
  const redo = text === line.text ? line.redo : [];
  return { ...line, text, cursor: boundaryAtOrAfter(text, cursor), undo, redo, last };
}

/** With `inserted` in the place of what stands from `start` to `end`, the cursor behind it. */
export function replaced(
  line: LineState,
  start: number,
  end: number,
  inserted: string,
  last: LastAction = other,
): LineState {
  const text = line.text.slice(0, start) + inserted + line.text.slice(end);
  return edited(line, text, start + inserted.length, last);
}

/** One more step, forgetting the oldest where they are too many. */
export function pushStep(steps: readonly Snapshot[], { text, cursor }: Snapshot): readonly Snapshot[] {
  const all = [...steps, { text, cursor }];
  let first = all.length;
  for (let units = 0; first > 0 && all.length - first < MOST_STEPS; first--) {
    units += all[first - 1]!.text.length;
    if (units > MOST_UNDO_UNITS) break;
  }
  // Even of the longest line the last change can be undone.
  return all.slice(Math.min(first, all.length - 1));
}
