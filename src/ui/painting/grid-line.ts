import type { ScreenColumn } from '../../output/screen/screen-view.ts';
import { displayWidth, padEnd, padStart } from '../../output/width.ts';
import { type CellTraits, cellInSight } from './grid-cell.ts';
import { firstSlotAt, GAP, type GridLayout, type Slot } from './grid-layout.ts';
import type { Look, Piece } from './line.ts';

/** A table as it stands in the window: columns that never leave it, and the others, scrolled sideways. */
export interface GridWindow {
  readonly columns: readonly ScreenColumn[];
  readonly layout: GridLayout;
  /** Of the first that stays: the number of the row. */
  readonly numberWidth: number;
  /** What is left beside those that stay. */
  readonly room: number;
  readonly shift: number;
  /** Stands where a text was cut. */
  readonly mark: string;
}

/** What a heading has and a row has not. */
export interface HeadingLine {
  /** What stands between the columns that stay and the rest. */
  readonly gap: string;
}

/** Of a word, unlike of a number, a part may be seen. */
const word = { alignRight: false, cutsStart: false };

/** What stands in a place of the grid, uncut. */
export type CellAt = (slot: Slot) => Piece;

/** The number, and the cells in sight of the line. O(columns in sight). */
export function gridLine(window: GridWindow, number: Piece, cellAt: CellAt, heading?: HeadingLine): Piece[] {
  const { layout, room, shift } = window;
  const pieces = [number];
  if (room <= 0) return pieces;
  const inSlot = (slot: Slot, from: number, to: number): Piece => {
    const { text, look } = cellAt(slot);
    const column = heading === undefined ? window.columns[slot.column] : word;
    return { text: inSight(window.mark, column, slot.width, text, from, to), look };
  };
  const { label } = layout;
  if (label !== undefined) pieces.push({ text: '  ', look: 'plain' }, inSlot(label, 0, label.width));
  pieces.push({ text: heading?.gap ?? '  ', look: 'dim' });
  const end = shift + room;
  let at = shift;
  for (let i = firstSlotAt(layout, shift); i < layout.slots.length; i++) {
    const slot = widened(window, i);
    if (slot.start >= end) break;
    if (slot.start > at) pieces.push({ text: ' '.repeat(slot.start - at), look: 'plain' });
    at = Math.min(slot.start + slot.width, end);
    pieces.push(inSlot(slot, Math.max(shift - slot.start, 0), at - slot.start));
  }
  return pieces;
}

/** The number of a row, or its heading, in the column that stays. */
export function numberPiece({ numberWidth, mark }: GridWindow, text: string, look: Look): Piece {
  return { text: padStart(displayWidth(text) <= numberWidth ? text : mark, numberWidth), look };
}

/** The widths of the two parts: the numbers', and what is beside them. */
export function splitColumns(columns: number, digits: number): { numberWidth: number; room: number } {
  const numberWidth = Math.min(digits, columns);
  return { numberWidth, room: Math.max(0, columns - numberWidth - GAP) };
}

/** The last column goes on to the end of the line. */
function widened({ columns, layout, shift, room }: GridWindow, i: number): Slot {
  const slot = layout.slots[i]!;
  const isLast = i === layout.slots.length - 1;
  if (!isLast || columns[slot.column]?.isWide !== true) return slot;
  return { ...slot, width: Math.max(slot.width, shift + room - slot.start) };
}

function inSight(
  mark: string,
  column: CellTraits | undefined,
  width: number,
  text: string,
  from: number,
  to: number,
): string {
  // No column: the bar.
  if (column === undefined) return padEnd(text, width).slice(from, to);
  return cellInSight(text, column, width, from, to, mark);
}
