import { QueryError } from '../../base/errors.ts';
import type { Span } from '../ast.ts';
import { readLine } from '../parser/line-parser.ts';
import { Reader } from '../parser/reader.ts';
import { partialWord, type Wanted } from '../parser/wanted.ts';
import type { CommandSyntax } from '../syntax.ts';
import { fuzzyScore } from './fuzzy.ts';
import { type CompletionSource, offersFor } from './offers.ts';

/** Something that may stand at the cursor. */
export interface Completion {
  readonly text: string;
  /** What it is, in a few words: `397,600 objects`, the doc of an option. */
  readonly detail: string | undefined;
  /** A command where one begins: what follows stands behind a blank. */
  readonly isCommand?: boolean;
}

export interface Completions {
  /** What a completion replaces. */
  readonly span: Span;
  /** Best first. */
  readonly items: readonly Completion[];
}

const MOST_OFFERED = 100;

/**
 * What may stand at the cursor: whatever the parser looked for where the half-typed word begins. Never throws QueryError.
 * Work is bounded by the number of types.
 */
export function completionsAt(
  text: string,
  cursor: number,
  syntaxes: readonly CommandSyntax[],
  source: CompletionSource,
): Completions {
  const reader = new Reader(text.slice(0, cursor));
  try {
    readLine(reader, syntaxes);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
  }
  const { start, wanted } = wantedAt(reader);
  const typed = reader.text.slice(start);
  return { span: { start, end: cursor }, items: ranked(typed, wanted, syntaxes, source) };
}

/** Of the places where what was looked for could begin with what is typed so far, the earliest: the whole word. */
function wantedAt(reader: Reader): { start: number; wanted: Wanted[] } {
  let start = reader.text.length;
  let wanted: Wanted[] = [];
  for (const { what, at } of reader.wanted) {
    if (at > start || !partialWord[what.kind].test(reader.text.slice(at))) continue;
    if (at < start) wanted = [];
    start = at;
    wanted.push(what);
  }
  return { start, wanted };
}

function ranked(
  typed: string,
  wanted: readonly Wanted[],
  syntaxes: readonly CommandSyntax[],
  source: CompletionSource,
): Completion[] {
  const found = new Map<string, { completion: Completion; score: number; weight: number }>();
  for (const what of wanted) {
    for (const { weight = 0, ...completion } of offersFor(what, typed, syntaxes, source)) {
      const { text } = completion;
      const score = fuzzyScore(typed, text);
      if (score === undefined || found.has(text)) continue;
      found.set(text, { completion, score, weight });
    }
  }
  return [...found.values()]
    .sort(
      (a, b) => b.score - a.score || b.weight - a.weight || (a.completion.text < b.completion.text ? -1 : 1),
    )
    .slice(0, MOST_OFFERED)
    .map(({ completion }) => completion);
}
