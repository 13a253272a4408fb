import { displayWidth } from '../../output/width.ts';
import type { Theme } from '../theme.ts';
import { Brush, type Paint } from './brush.ts';
import { asTerminalDraws } from './glyphs.ts';

/** What a part of a line means; the theme says how that looks. */
export type Look = 'plain' | 'dim' | 'accent' | 'bar' | 'heading' | 'alarm' | 'cursor';

/** A run of characters of one look, without escapes. */
export interface Piece {
  readonly text: string;
  readonly look: Look;
}

export interface LineStyle {
  readonly theme: Theme;
  readonly columns: number;
  readonly hasFocus: boolean;
  /** Which parts were searched for; global. */
  readonly words: RegExp | undefined;
}

/** Pieces that fit into the columns as a line. The selected line looks selected from edge to edge, only what was found stands out. */
export function drawLine(pieces: readonly Piece[], isSelected: boolean, style: LineStyle): string {
  const brush = new Brush();
  const { theme, hasFocus, columns, words } = style;
  const selected: Paint = (text) => theme.selected(text, hasFocus);
  let width = 0;
  for (const { text, look } of isSelected ? pieces : withoutTrailingBlanks(pieces)) {
    const drawn = asTerminalDraws(text, theme);
    if (isSelected) drawPiece(brush, drawn, selected, words, theme);
    else drawUnselected(brush, drawn, look, style);
    if (isSelected) width += displayWidth(drawn);
  }
  if (isSelected) brush.draw(' '.repeat(Math.max(0, columns - width)), selected);
  return brush.line();
}

/** What `/` looked for, in any case; undefined: nothing. */
export function wordsPattern(words: string | undefined): RegExp | undefined {
  if (words === undefined || words === '') return undefined;
  return new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
}

/** What an accent is may be a line below the text, and blanks around it shall have none. */
function drawUnselected(brush: Brush, text: string, look: Look, style: LineStyle): void {
  const paint = paintOf(look, style);
  const bare = text.trim();
  const start = look === 'plain' || bare === '' ? 0 : text.indexOf(bare);
  const end = look === 'plain' ? text.length : start + bare.length;
  brush.draw(text.slice(0, start), undefined);
  drawPiece(brush, text.slice(start, end), paint, style.words, style.theme);
  brush.draw(text.slice(end), undefined);
}

function drawPiece(
  brush: Brush,
  text: string,
  paint: Paint | undefined,
  words: RegExp | undefined,
  theme: Theme,
) {
  let end = 0;
  if (words !== undefined) {
    for (const match of text.matchAll(words)) {
      brush.draw(text.slice(end, match.index), paint);
      brush.draw(match[0], theme.found);
      end = match.index + match[0].length;
    }
  }
  brush.draw(end === 0 ? text : text.slice(end), paint);
}

function paintOf(look: Look, { theme, hasFocus }: LineStyle): Paint | undefined {
  if (look === 'plain') return undefined;
  return look === 'cursor' && !hasFocus ? theme.heading : theme[look === 'cursor' ? 'accent' : look];
}

function withoutTrailingBlanks(pieces: readonly Piece[]): readonly Piece[] {
  let end = pieces.length;
  while (end > 0 && pieces[end - 1]!.text.trimEnd() === '') end--;
  const last = pieces[end - 1];
  if (last === undefined) return [];
  return [...pieces.slice(0, end - 1), { ...last, text: last.text.trimEnd() }];
}
