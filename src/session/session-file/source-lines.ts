/** A line of a text, and where it stands there. */
export interface SourceLine {
  /** Without its line break. */
  readonly text: string;
  readonly start: number;
  /** Where its line break begins. */
  readonly end: number;
  /** Where the next line begins; the same as `end` when the text stops without a line break. */
  readonly next: number;
  /** One-based. */
  readonly number: number;
}

/** Lines end in LF or CRLF. A text that ends in a line break has no empty line behind it. O(n). */
export function sourceLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    let end = feed < 0 ? text.length : feed;
    if (feed > start && text[feed - 1] === '\r') end--;
    lines.push({ text: text.slice(start, end), start, end, next, number: lines.length + 1 });
    start = next;
  }
  return lines;
}

/** A line that the text stops in, before its line break: it may be a part of the real one. */
export function isCut(line: SourceLine): boolean {
  return line.next === line.end;
}
