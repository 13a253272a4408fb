import { QueryError } from '../../base/errors.ts';
import type { SetNode, Span } from '../ast.ts';
import type { Wanted } from './wanted.ts';

/** Brackets within brackets. Deeper lines would overflow the stack of whoever walks their tree. */
const DEEPEST_NESTING = 200;
/** Operators, steps and filters in one line: each may make its tree one level deeper. */
const MOST_PARTS = 1000;

/**
 * The place in a line that has been read up to. Readers of names, sets and expressions take what they recognise from
 * it and leave it behind; what they looked for is noted, so that the same walk serves errors and completion.
 */
export class Reader {
  readonly text: string;
  position = 0;
  /** What was looked for, and where. */
  readonly wanted: { readonly what: Wanted; readonly at: number }[] = [];
  /** Short options of the command at hand: ` -k` is one, not a subtraction. */
  shortOptions: ReadonlySet<string> = new Set();
  /** Whose fields a path names, for completion. */
  subject: SetNode | undefined;
  /** False in an expectation, where bare names, fields and facts have no row that they could be of. */
  isAboutRows = true;
  /** Columns of the rows before the stage at hand, as far as they are known by name. */
  columns: readonly string[] = [];
  #nesting = 0;
  #parts = 0;

  constructor(text: string) {
    this.text = text;
  }

  want(what: Wanted, at = this.position): void {
    this.wanted.push({ what, at });
  }

  /** Skips blanks and a comment, which ends the line. */
  skipBlanks(): void {
    this.take(blanks);
    const before = this.text[this.position - 1];
    const detached = before === undefined || /\s/.test(before);
    if (detached && this.text[this.position] === '#') this.position = this.text.length;
  }

  /** The stage or the line ends here. */
  atEnd(): boolean {
    return this.position >= this.text.length || this.text[this.position] === '|';
  }

  /** Does this text come next? Nothing is skipped. */
  at(text: string): boolean {
    return this.text.startsWith(text, this.position);
  }

  /** What a sticky pattern matches here, without taking it. */
  peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    return pattern.exec(this.text) ?? undefined;
  }

  /** Takes what a sticky pattern matches here. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.peek(pattern);
    if (match !== undefined) this.position += match[0].length;
    return match;
  }

  takeText(text: string): boolean {
    if (!this.at(text)) return false;
    this.position += text.length;
    return true;
  }

  /** Takes a whole word, and notes that it was looked for. */
  takeWord(word: string, kind: 'keyword' | 'literal' = 'keyword'): boolean {
    this.want({ kind, word });
    if (!this.at(word) || isWordCharacter(this.text[this.position + word.length])) return false;
    this.position += word.length;
    return true;
  }

  require(text: string, purpose: string): void {
    if (!this.takeText(text)) this.fail(`expected \`${text}\` ${purpose}`);
  }

  /** The span from a start to here, without the blanks at its end. */
  spanFrom(start: number): Span {
    let end = this.position;
    while (end > start && /\s/.test(this.text[end - 1]!)) end--;
    return { start, end };
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  /** Reads something that may contain itself. */
  nested<T>(read: () => T): T {
    if (++this.#nesting > DEEPEST_NESTING) this.#tooLong(`nested more than ${DEEPEST_NESTING} deep`);
    const value = read();
    this.#nesting--;
    return value;
  }

  /** To be called for each operator and step. */
  countPart(): void {
    if (++this.#parts > MOST_PARTS) this.#tooLong(`more than ${MOST_PARTS} operators and steps in one line`);
  }

  /** An error at the word that stands here. */
  fail(expected: string, hint?: string): never {
    const found = this.peek(wordHere)?.[0] ?? '';
    const message = `${expected}, found ${found === '' ? 'the end of the line' : `\`${shorten(found)}\``}`;
    this.failAt({ start: this.position, end: this.position + found.length }, message, hint);
  }

  failAt(span: Span, message: string, hint?: string): never {
    throw spanError(this.text, span, message, hint);
  }

  #tooLong(what: string): never {
    this.failAt(
      { start: this.position, end: this.position + 1 },
      `this line is too long for one question: ${what}`,
      'give a part of it a name first: NAME = …',
    );
  }
}

/** A QueryError about a part of a line. */
function spanError(line: string, span: Span, message: string, hint?: string): QueryError {
  const column = Math.min(span.start, line.length);
  const length = Math.max(0, Math.min(span.end, line.length) - column);
  return new QueryError(message, { where: { line, column, length }, hint });
}

export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && wordCharacter.test(character);
}

const blanks = /\s*/y;
const wordCharacter = /[\p{L}\p{N}_]/u;
const wordHere = /[\p{L}\p{N}_.$@-]+|&&|>>|\S?/uy;

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
