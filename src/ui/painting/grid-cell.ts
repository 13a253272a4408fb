import type { ScreenColumn } from '../../output/screen/screen-view.ts';
import { displayWidth, padEnd, padStart } from '../../output/width.ts';
import { cutEnd, cutStart, withoutStart } from './cut.ts';

/**
 * A cell in a column of `width`, of which only the display columns [from, to) are in sight: exactly to - from columns.
 * A number is seen whole or not at all, and so is the address in front of a text.
 */
export function cellInSight(
  cell: string,
  { alignRight, cutsStart, least }: ScreenColumn,
  width: number,
  from: number,
  to: number,
  mark: string,
): string {
  if (alignRight) return numberInSight(cell, width, from, to, mark);
  const fitted = cutsStart ? cutStart(cell, width, mark) : cutEnd(cell, width, mark);
  if (from === 0) {
    const cellWidth = displayWidth(fitted);
    const isBroken = to < cellWidth && to < Math.min(least, cellWidth);
    return padEnd(isBroken ? mark : cutEnd(fitted, to, mark), to);
  }
  const rest = withoutStart(fitted, from + 1);
  return padEnd(cutEnd(displayWidth(fitted) > from ? mark + rest : '', to - from, mark), to - from);
}

function numberInSight(cell: string, width: number, from: number, to: number, mark: string): string {
  const cellWidth = displayWidth(cell);
  if (cellWidth === 0) return ' '.repeat(to - from);
  const isWhole = cellWidth <= width && width - cellWidth >= from && to === width;
  if (isWhole) return padStart(cell, to - from);
  return from > 0 ? padEnd(mark, to - from) : padStart(mark, to - from);
}
