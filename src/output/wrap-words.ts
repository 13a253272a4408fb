import { cutToWidth, displayWidth } from './width.ts';

/**
 * The text in lines of at most `width` columns, broken between words, and where a word is wider than a line, between its
 * parts: names of directories, steps of a path.
 */
export function wrapToWidth(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (displayWidth(rest) > width) {
    const fits = cutToWidth(rest, width + 1).length - 1 || firstCharacter(rest).length;
    const space = rest.lastIndexOf(' ', fits);
    const end = space > 0 && rest.slice(0, space).trim() !== '' ? space : breakBefore(rest, 0, fits);
    lines.push(cutToWidth(rest.slice(0, end).trimEnd(), width));
    rest = rest.slice(end).trimStart();
  }
  lines.push(rest);
  return lines;
}

/** Whether a text may be broken there; the first are the best. */
const breaks: readonly ((text: string, at: number) => boolean)[] = [
  (text, at) => text[at - 1] === ' ',
  (text, at) => '/\\'.includes(text[at - 1]!),
  (text, at) => '.[('.includes(text[at]!) || ',;:=&|'.includes(text[at - 1]!),
];

/**
 * Where the part of a text from `start` on that ends at `end`, or earlier, is best broken: behind a space, a directory, before
 * a step of a path. At `end`, where there is none of these in its second half.
 */
export function breakBefore(text: string, start: number, end: number): number {
  const least = start + ((end - start) >> 1);
  for (const isBreak of breaks) {
    for (let at = end; at > least; at--) if (isBreak(text, at)) return at;
  }
  return end;
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0)!);
}
