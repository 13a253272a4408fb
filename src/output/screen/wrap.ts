import { displayWidth } from '../width.ts';
import { breakBefore } from '../wrap-words.ts';

/** Longer ones are cut to so many characters before they reach the screen. */
const LONGEST_PIECE = 400;
const asciiOnly = /^[\x20-\x7e]*$/;

/**
 * A line in pieces of at most `width` columns, broken between words where that wastes less than half of a piece: for text
 * in which blanks mean something. All of it is in the pieces. O(line).
 */
export function piecesOf(line: string, width: number): string[] {
  const most = Math.max(2, Math.min(width, LONGEST_PIECE));
  const isAscii = asciiOnly.test(line);
  const pieces: string[] = [];
  let start = 0;
  for (;;) {
    const end = isAscii ? start + most : fittingEnd(line, start, most);
    if (end >= line.length) return [...pieces, line.slice(start)];
    const next = breakBefore(line, start, end);
    pieces.push(line.slice(start, next));
    start = next;
  }
}

function fittingEnd(line: string, start: number, most: number): number {
  let end = start;
  let filled = 0;
  while (end < line.length) {
    const character = String.fromCodePoint(line.codePointAt(end)!);
    filled += displayWidth(character);
    if (filled > most) break;
    end += character.length;
  }
  return end;
}
