import { cutStartToWidth, cutTextToWidth, cutToWidth, displayWidth } from '../../output/width.ts';

/** The longest beginning that fits, with `mark` (one column) where something was left out. */
export function cutEnd(text: string, width: number, mark: string): string {
  const cut = cutToWidth(text, width);
  return cut === text || cut === '' ? cut : cut.slice(0, -1) + mark;
}

/** As `cutEnd`, but of a qualified name the end is kept. */
export function cutText(text: string, width: number, mark: string): string {
  const cut = cutTextToWidth(text, width);
  return cut !== text && cut.startsWith('…') ? mark + cut.slice(1) : cutEnd(text, width, mark);
}

/** The longest end that fits, with `mark` (one column) where something was left out. */
export function cutStart(text: string, width: number, mark: string): string {
  const cut = cutStartToWidth(text, width);
  return cut === text || cut === '' ? cut : mark + cut.slice(1);
}

/**
 * What is left of a text when its first `columns` display columns are out of sight. Half of a character that is two
 * columns wide is a space.
 */
export function withoutStart(text: string, columns: number): string {
  if (columns <= 0) return text;
  if (displayWidth(text) <= columns) return '';
  // Longer by what is never in sight, so that it is always cut: right behind the last character that fits.
  const before = cutToWidth(`${text}  `, columns + 1).length - 1;
  const width = displayWidth(text.slice(0, before));
  if (width >= columns) return text.slice(before);
  const halved = /^.\p{M}*/u.exec(text.slice(before))?.[0] ?? '';
  return ' '.repeat(width + displayWidth(halved) - columns) + text.slice(before + halved.length);
}
