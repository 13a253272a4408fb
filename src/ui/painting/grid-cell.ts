import type { ScreenColumn } from '../../output/screen/screen-view.ts';
import { displayWidth, padEnd, padStart } from '../../output/width.ts';
import { cutEnd, cutStart, cutText, withoutStart } from './cut.ts';

export type CellTraits = Pick<ScreenColumn, 'alignRight' | 'cutsStart'>;

/**
 * A cell in a column of `width`, of which only the display columns [from, to) are in sight: exactly to - from columns.
 * A number is seen whole or not at all, and so is the address in front of a text.
 */
export function cellInSight(
  cell: string,
  { alignRight, cutsStart }: CellTraits,
  width: number,
  from: number,
  to: number,
  mark: string,
): string {
  if (alignRight) return numberInSight(cell, width, from, to, mark);
  const fitted = cutsStart ? cutStart(cell, width, mark) : cutBehindNumber(cell, width, mark);
  if (from === 0) return padEnd(cutBehindNumber(fitted, to, mark), to);
  const rest = displayWidth(fitted) > from ? mark + withoutStart(fitted, from + 1) : '';
  return padEnd(cutEnd(rest, to - from, mark), to - from);
}

/** Of a number that is out of sight but for so little, no mark is shown in every row. */
const LEAST_OF_NUMBER = 3;

/** An address, or a number. */
const leadingNumber = /^(?:0x[0-9a-f]+|@?\d[\d,.]*)/i;

function cutBehindNumber(cell: string, width: number, mark: string): string {
  const cut = cutText(cell, width, mark);
  if (cut === cell) return cell;
  const number = leadingNumber.exec(cell)?.[0].length ?? 0;
  if (number > width) return mark;
  // No room for a space and the mark behind it.
  return number > width - 2 ? cell.slice(0, number) : cut;
}

function numberInSight(cell: string, width: number, from: number, to: number, mark: string): string {
  const cellWidth = displayWidth(cell);
  if (cellWidth === 0) return ' '.repeat(to - from);
  const isWhole = cellWidth <= width && width - cellWidth >= from && to === width;
  if (isWhole) return padStart(cell, to - from);
  // The heading has the mark of the edge there: nobody takes a blank for a cell without a number.
  if (to - from < LEAST_OF_NUMBER) return ' '.repeat(to - from);
  return from > 0 ? padEnd(mark, to - from) : padStart(mark, to - from);
}
