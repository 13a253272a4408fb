import { GAP } from '../painting/grid-layout.ts';
import { gridWindow } from '../painting/grid-window.ts';
import { firstColumn } from '../painting/row-numbers.ts';
import { isSortedBy, orderOf } from '../painting/sorted-by.ts';
import type { PaneState, PaneSurface } from './pane.ts';

type Width = Pick<PaneSurface, 'columns' | 'theme'>;

/** Scrolls sideways, no further than there is something to see. */
export function shifted(state: PaneState, by: number, surface: Width): PaneState {
  const shift = Math.max(0, Math.min(state.shift + by, furthestShift(state, surface)));
  return shift === state.shift ? state : { ...state, shift };
}

/** Moves the column cursor of a table among the columns that can be sorted by, and brings its column into sight. */
export function columnMoved(state: PaneState, by: number, surface: Width): PaneState {
  const { columns } = state.outline;
  const { label, slots } = gridWindow(state, surface).layout;
  const shown = new Set([...(label === undefined ? [] : [label]), ...slots].map((slot) => slot.column));
  const isPassed = (i: number) => columns[i]!.name === '' || !shown.has(i);
  let column = state.column;
  for (let left = Math.abs(by); left > 0; left--) {
    let next = column + Math.sign(by);
    while (next >= firstColumn(columns) && next < columns.length && isPassed(next)) next += Math.sign(by);
    if (next < firstColumn(columns) || next >= columns.length) break;
    column = next;
  }
  return withColumnInSight({ ...state, column }, surface);
}

/** An answer that has just come shows the column that its line has sorted it by. */
export function sortedInSight(state: PaneState, surface: Width): PaneState {
  const { columns, kind } = state.outline;
  const isSorted = kind === 'table' && isSortedBy(columns[state.column]!, orderOf(state.answer.command));
  return isSorted ? withColumnInSight(state, surface) : state;
}

/** The column whose heading stands there on the screen, where it can be sorted by. O(columns). */
export function sortableColumnAt(state: PaneState, screenColumn: number, surface: Width): number | undefined {
  const { layout, numberWidth, shift } = gridWindow(state, surface);
  const { label, slots } = layout;
  const besideNumber = screenColumn - numberWidth - GAP;
  if (besideNumber < 0) return undefined;
  const scrolled = label === undefined ? 0 : label.width + GAP;
  const at = besideNumber - scrolled + shift;
  const slot = besideNumber < scrolled ? label : slots.findLast(({ start }) => start <= at);
  return slot === undefined || !state.outline.columns[slot.column]?.name ? undefined : slot.column;
}

function withColumnInSight(state: PaneState, surface: Width): PaneState {
  const { layout, room, shift } = gridWindow(state, surface);
  const slot = layout.slots.find(({ column }) => column === state.column);
  if (slot === undefined) return state;
  // The mark at the right edge takes a column; of a column that is wider than the screen the beginning counts.
  const least = slot.start + Math.min(slot.width, room - 1) - (room - 1);
  const wanted = Math.max(Math.min(shift, slot.start), least);
  return shifted(state, wanted - state.shift, surface);
}

function furthestShift(state: PaneState, surface: Width): number {
  if (state.outline.kind === 'table') {
    const { layout, room } = gridWindow(state, surface);
    return Math.max(0, layout.width - room);
  }
  return Math.max(0, state.widths[state.outline.columns.length]! - surface.columns);
}
