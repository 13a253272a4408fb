import { cutToWidth, displayWidth } from './width.ts';

/** The text in lines of at most `width` columns, broken between words, and within a word that is wider than a line. */
export function wrapToWidth(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (displayWidth(rest) > width) {
    const fits = cutToWidth(rest, width + 1).length - 1 || firstCharacter(rest).length;
    const space = rest.lastIndexOf(' ', fits);
    const end = space > 0 && rest.slice(0, space).trim() !== '' ? space : fits;
    lines.push(cutToWidth(rest.slice(0, end).trimEnd(), width));
    rest = rest.slice(end).trimStart();
  }
  lines.push(rest);
  return lines;
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0)!);
}
