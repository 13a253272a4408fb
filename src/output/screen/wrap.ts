import { displayWidth } from '../width.ts';

/** Longer ones are cut to so many characters before they reach the screen. */
const LONGEST_PIECE = 400;
const asciiOnly = /^[\x20-\x7e]*$/;

/** A line in pieces of at most `width` columns, cut wherever they are full: for text in which blanks mean something. */
export function piecesOf(line: string, width: number): string[] {
  const most = Math.max(2, Math.min(width, LONGEST_PIECE));
  if (line.length <= most && displayWidth(line) <= most) return [line];
  return asciiOnly.test(line) ? equalPieces(line, most) : fittingPieces(line, most);
}

function equalPieces(line: string, length: number): string[] {
  return Array.from({ length: Math.ceil(line.length / length) }, (_, i) =>
    line.slice(i * length, (i + 1) * length),
  );
}

function fittingPieces(line: string, most: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let filled = 0;
  for (const character of line) {
    const columns = displayWidth(character);
    if (filled + columns > most) {
      pieces.push(piece);
      [piece, filled] = ['', 0];
    }
    piece += character;
    filled += columns;
  }
  pieces.push(piece);
  return pieces;
}
