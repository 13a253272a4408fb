import type { Span } from './ast.ts';
import { errorAt } from './place-error.ts';

/** Only so many characters of a text are matched. Previews of captured texts are shorter. */
const LONGEST_SUBJECT = 256;
const LONGEST_PATTERN = 500;
/** The time to fail is about (subject ^ this) / (this!): under a second. */
const MOST_UNBOUNDED = 4;
const MOST_QUANTIFIERS = 12;

/**
 * A test of texts that ends soon, whatever the pattern and the text: patterns that can take exponential time (a repeated
 * group with a repetition or overlapping alternatives within, a reference back) are refused, and of a text the first 256
 * characters are matched. Throws QueryError at the span of the pattern.
 */
export function regexTest(source: string, flags: string, span: Span): (text: string) => boolean {
  const danger = dangerOf(source);
  if (danger !== undefined) {
    throw errorAt(
      span,
      `this regular expression could take for ever: ${danger}`,
      'say it with fewer repetitions',
    );
  }
  const regex = parse(source, flags, span);
  return (text) => regex.test(text.length > LONGEST_SUBJECT ? text.slice(0, LONGEST_SUBJECT) : text);
}

function parse(source: string, flags: string, span: Span): RegExp {
  try {
    return new RegExp(source, flags.includes('u') ? flags : `${flags}u`);
  } catch {
    // Unicode mode is strict about escapes that people write out of habit, as `\-` or `\_`.
    try {
      return new RegExp(source, flags);
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/^.*\/[a-z]*: /s, '') : String(error);
      throw errorAt(span, `this is no regular expression: ${reason}`);
    }
  }
}

interface Group {
  /** Has something within been repeated or made optional? */
  quantified: boolean;
  /** What each alternative begins with; undefined: not one plain character. */
  readonly beginnings: (string | undefined)[];
  atBeginning: boolean;
}

const token =
  /\\(?:[1-9]|k<)|\\[\s\S]|\[\^?(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[)|]|(?:[*+?]|\{\d+(?:,\d*)?\})\??|[\s\S]/g;

/** Why a pattern could take long, or undefined. One pass over its tokens. */
function dangerOf(source: string): string | undefined {
  if (source.length > LONGEST_PATTERN) return `it is longer than ${LONGEST_PATTERN} characters`;
  const open: Group[] = [newGroup()];
  let closed: Group | undefined;
  let unbounded = 0;
  let quantifiers = 0;
  for (const [text] of source.matchAll(token)) {
    const group = open.at(-1)!;
    if (isQuantifier(text)) {
      if (closed !== undefined && repeats(text) && isRisky(closed)) return 'a group that varies is repeated';
      if (isUnbounded(text)) unbounded++;
      quantifiers++;
      for (const each of open) each.quantified = true;
      closed = undefined;
      continue;
    }
    closed = undefined;
    if (/^\\(?:[1-9]|k<)/.test(text)) return 'it refers back to a group';
    if (text.startsWith('(')) open.push(newGroup());
    else if (text === ')') closed = open.length > 1 ? open.pop() : undefined;
    else if (text === '|') group.atBeginning = true;
    else note(group, text);
    if (closed !== undefined) note(open.at(-1)!, '(');
  }
  if (unbounded > MOST_UNBOUNDED) return `more than ${MOST_UNBOUNDED} parts have no upper bound`;
  return quantifiers > MOST_QUANTIFIERS ? `it has more than ${MOST_QUANTIFIERS} repetitions` : undefined;
}

function newGroup(): Group {
  return { quantified: false, beginnings: [], atBeginning: true };
}

function note(group: Group, text: string): void {
  if (!group.atBeginning) return;
  group.atBeginning = false;
  group.beginnings.push(/^[\p{L}\p{N} _:;,-]$/u.test(text) ? text.toLowerCase() : undefined);
}

/** Alternatives that begin with different characters never try the same text twice. */
function isRisky({ quantified, beginnings }: Group): boolean {
  if (quantified) return true;
  if (beginnings.length <= 1) return false;
  return beginnings.includes(undefined) || new Set(beginnings).size < beginnings.length;
}

function isQuantifier(text: string): boolean {
  return /^(?:[*+?]|\{\d)/.test(text) && text !== '{';
}

function repeats(text: string): boolean {
  return !/^(?:\?|\{[01](?:,1)?\})/.test(text);
}

function isUnbounded(text: string): boolean {
  const most = /^\{\d+(?:(,)(\d*))?\}/.exec(text);
  if (most === null) return !text.startsWith('?');
  return Number(most[2] || (most[1] === undefined ? text.slice(1, -1) : Number.POSITIVE_INFINITY)) > 10;
}
