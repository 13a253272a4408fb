import type { ScreenColumn, ScreenRow } from '../../output/screen/screen-view.ts';
import { displayWidth } from '../../output/width.ts';
import { rowLook } from './flow.ts';
import type { Piece } from './line.ts';

/** A name that is longer pushes what follows to the right instead of all the others'. */
const WIDEST_NAME = 40;
const GAP = '  ';

/** The cells of a row below those of other rows; what is at the end is as long as it is. */
export function alignedPieces(
  row: ScreenRow,
  columns: readonly ScreenColumn[],
  widths: readonly number[],
): Piece[] {
  const look = rowLook(row);
  const { cells } = row;
  const pieces: Piece[] = row.branch === '' ? [] : [{ text: row.branch, look: 'dim' }];
  for (let i = 0; i < cells.length; i++) {
    const room = Math.min(widths[i] ?? 0, WIDEST_NAME);
    const blanks =
      i === cells.length - 1 ? '' : ' '.repeat(Math.max(0, room - displayWidth(cells[i]!))) + GAP;
    const isRight = columns[i]?.alignRight === true;
    const text = isRight ? blanks.slice(GAP.length) + cells[i]! + GAP : cells[i]! + blanks;
    pieces.push({ text, look: look === 'plain' && columns[i]?.dim === true ? 'dim' : look });
  }
  return pieces;
}
