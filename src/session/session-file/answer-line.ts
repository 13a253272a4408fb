/**
 * A line of a recorded answer, as it is compared. `\` at its beginning: the rest is meant literally. `...` alone: any
 * lines. `[..]` in it: any text.
 */
export type ExpectedLine =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'any-lines' }
  /** Texts that stand in the line in this order, the first at its beginning and the last at its end. */
  | { readonly kind: 'pattern'; readonly pieces: readonly string[] };

const ESCAPE = '\\';
const ANY_TEXT = '[..]';
const anyLines = /^\s*\.\.\.\s*$/;
// A command, a trailer, an escape, a fence, the two wildcards.
const meansMore = /^> |^=>|^\\|^ {0,3}`{3}|^\s*\.\.\.\s*$|\[\.\.\]/;
const lineBreak = /\r\n|\r|\n/;

/** A line as it is written into a block, so that `expectedLine` reads it as just this text. Takes no line breaks. */
export function escapeAnswerLine(text: string): string {
  return meansMore.test(text) ? ESCAPE + text : text;
}

export function expectedLine(written: string): ExpectedLine {
  if (written.startsWith(ESCAPE)) return { kind: 'literal', text: written.slice(ESCAPE.length) };
  if (anyLines.test(written)) return { kind: 'any-lines' };
  if (written.includes(ANY_TEXT)) return { kind: 'pattern', pieces: written.split(ANY_TEXT) };
  return { kind: 'literal', text: written };
}

/** Wildcards are shown as they are written. */
export function unescapeAnswerLine(written: string): string {
  return written.startsWith(ESCAPE) ? written.slice(ESCAPE.length) : written;
}

export function isWildcard(written: string): boolean {
  return expectedLine(written).kind !== 'literal';
}

/** Lines as a file can hold them: what is broken inside is more than one line. */
export function brokenLines(lines: Iterable<string>): string[] {
  return Array.from(lines).flatMap((line) => line.split(lineBreak));
}

/** Without empty lines at the end: in what was written by hand they only set things apart. */
export function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1;
  return end === lines.length ? lines : lines.slice(0, end);
}
