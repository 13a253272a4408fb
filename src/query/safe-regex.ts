import type { Span } from './ast.ts';
import { errorAt } from './place-error.ts';

/** Only so many characters of a text are matched. Previews of captured texts are shorter. */
const LONGEST_SUBJECT = 256;
const LONGEST_PATTERN = 500;
/** In how many ways a pattern may divide the longest subject from one start before it fails: a second, or a few. */
const MOST_WAYS = 4e8;
/** A part whose number varies more is taken to have no upper bound. */
const FEW = 10;

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
  const ways = new Ways();
  for (const [text] of source.matchAll(token)) {
    const group = open.at(-1)!;
    if (isQuantifier(text)) {
      const { least, most } = timesOf(text);
      if (closed !== undefined && most > 1 && isRisky(closed)) return 'a group that varies is repeated';
      if (most - least > FEW) ways.addUnbounded();
      else ways.addChoices(most - least + 1);
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
    if (closed === undefined) continue;
    if (overlaps(closed)) ways.addChoices(closed.beginnings.length);
    note(open.at(-1)!, '(');
  }
  return ways.count > MOST_WAYS ? 'its repetitions can divide a text in too many ways' : undefined;
}

/** In how many ways the parts of a pattern can match one text: each choice is tried with each of those before it. */
class Ways {
  count = 1;
  #unbounded = 0;

  addChoices(count: number): void {
    this.count *= count;
  }

  /** n ^ k / k! for k parts that share n characters. */
  addUnbounded(): void {
    this.#unbounded++;
    this.count *= LONGEST_SUBJECT / this.#unbounded;
  }
}

function newGroup(): Group {
  return { quantified: false, beginnings: [], atBeginning: true };
}

function note(group: Group, text: string): void {
  if (!group.atBeginning) return;
  group.atBeginning = false;
  group.beginnings.push(/^[\p{L}\p{N} _:;,-]$/u.test(text) ? text.toLowerCase() : undefined);
}

function isRisky(group: Group): boolean {
  return group.quantified || overlaps(group);
}

/** Alternatives that begin with different characters never try the same text twice. */
function overlaps({ beginnings }: Group): boolean {
  if (beginnings.length <= 1) return false;
  return beginnings.includes(undefined) || new Set(beginnings).size < beginnings.length;
}

function isQuantifier(text: string): boolean {
  return /^(?:[*+?]|\{\d)/.test(text) && text !== '{';
}

/** How often the part before a quantifier may stand there. */
function timesOf(quantifier: string): { readonly least: number; readonly most: number } {
  if (quantifier.startsWith('?')) return { least: 0, most: 1 };
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(quantifier) ?? [];
  if (least === undefined) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (comma === '') return { least: Number(least), most: Number(least) };
  return { least: Number(least), most: most === '' ? Number.POSITIVE_INFINITY : Number(most) };
}
