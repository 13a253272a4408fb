import { displayWidth } from '../../output/width.ts';
import type { Theme } from '../theme.ts';

/** What a part of a line means; the theme says how that looks. */
export type Look = 'plain' | 'dim' | 'accent' | 'heading' | 'alarm' | 'cursor';

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

type Paint = (text: string) => string;

/** Pieces that fit into the columns as a line. The selected line looks selected from edge to edge, only what was found stands out. */
export function drawLine(pieces: readonly Piece[], isSelected: boolean, style: LineStyle): string {
  const brush = new Brush();
  const { theme, hasFocus, columns, words } = style;
  const selected: Paint = (text) => theme.selected(text, hasFocus);
  let width = 0;
  for (const { text, look } of isSelected ? pieces : withoutTrailingBlanks(pieces)) {
    drawPiece(brush, text, isSelected ? selected : paintOf(look, style), words, theme);
    if (isSelected) width += displayWidth(text);
  }
  if (isSelected) brush.draw(' '.repeat(Math.max(0, columns - width)), selected);
  return brush.line();
}

/** What `/` looked for, in any case; undefined: nothing. */
export function wordsPattern(words: string | undefined): RegExp | undefined {
  if (words === undefined || words === '') return undefined;
  return new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
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

/** Joins what looks the same, so that a line has as few escapes as can be. */
class Brush {
  #line = '';
  #run = '';
  #paint: Paint | undefined;

  draw(text: string, paint: Paint | undefined): void {
    if (text === '') return;
    if (paint !== this.#paint) {
      this.#flush();
      this.#paint = paint;
    }
    this.#run += text;
  }

  line(): string {
    this.#flush();
    return this.#line;
  }

  #flush(): void {
    this.#line += this.#paint === undefined || this.#run === '' ? this.#run : this.#paint(this.#run);
    this.#run = '';
  }
}
