import { brokenLines, isWildcard, unescapeAnswerLine, withoutBlankEnd } from './answer-line.ts';
import { diffLines, type LineChange } from './line-diff.ts';
import { matchesLines } from './match.ts';
import type { Step } from './session-file.ts';
import { diffTables, type TableDiff } from './table-diff.ts';
import { readTextTable } from './text-table.ts';
import type { Trailer } from './trailer.ts';

/** What a step answers now. `lines` are drawn as those of the recording are: plain, of the same width and row limit. */
export interface NewAnswer {
  readonly lines: readonly string[];
  readonly trailer: Trailer & { readonly status: 'answered' | 'error' };
}

/** What became of a recorded step. Whether `drift` is a failure depends on the snapshot, which is not known here. */
export type StepOutcome =
  /** `redrawn`: the same answer, but its lines read otherwise: written by another version of heapsh. */
  | { readonly kind: 'equal'; readonly redrawn: boolean }
  /** The lines are equal, and what was not shown of the answer is not. */
  | { readonly kind: 'hidden-drift'; readonly rows: readonly [before: number, after: number] | undefined }
  | { readonly kind: 'drift'; readonly diff: AnswerDiff }
  /** It was answered, and now fails: `lines` say why. */
  | { readonly kind: 'newly-failing'; readonly lines: readonly string[] }
  /** It fails with the message that was recorded. */
  | { readonly kind: 'error-as-recorded' }
  /** Nothing was recorded that could be compared. */
  | { readonly kind: 'interrupted-when-recorded' };

export type AnswerDiff = TableDiff | { readonly kind: 'lines'; readonly lines: readonly LineChange[] };

/**
 * A step and its answer of today. Written by hand, a command with nothing below it says only that it does not fail, and
 * empty lines at the end mean nothing. O(n log n) of the lines, but for wildcards.
 */
export function compareStep(step: Step, answer: NewAnswer): StepOutcome {
  const { trailer } = step;
  if (step.torn || trailer?.status === 'interrupted') return { kind: 'interrupted-when-recorded' };
  const isFailing = answer.trailer.status === 'error';
  const now = brokenLines(answer.lines);
  const linesMatch = matches(step, now);
  if (isFailing) {
    if (linesMatch && trailer?.status !== 'answered') return { kind: 'error-as-recorded' };
    return trailer?.status === 'error'
      ? { kind: 'drift', diff: diffOf(step, now, answer.trailer) }
      : { kind: 'newly-failing', lines: now };
  }
  if (trailer?.status === 'error') return { kind: 'drift', diff: diffOf(step, now, answer.trailer) };
  if (claimsNothing(step)) return { kind: 'equal', redrawn: false };
  const digests = sameDigests(step, answer.trailer);
  if (linesMatch) return digests === false ? hiddenDrift(step, answer) : { kind: 'equal', redrawn: false };
  if (digests === true) return { kind: 'equal', redrawn: true };
  return { kind: 'drift', diff: diffOf(step, now, answer.trailer) };
}

/** The lines are as they are written, wildcards included. Without a trailer empty lines at the end do not count. */
export function matches({ lines, trailer }: Step, now: readonly string[]): boolean {
  return trailer === undefined
    ? matchesLines(withoutBlankEnd(lines), withoutBlankEnd(now))
    : matchesLines(lines, now);
}

function claimsNothing({ lines, trailer }: Step): boolean {
  return trailer === undefined && withoutBlankEnd(lines).length === 0;
}

/** Undefined when there is nothing to compare. Who wrote wildcards into an answer does not mean all of it. */
function sameDigests({ lines, trailer }: Step, now: Trailer): boolean | undefined {
  if (trailer === undefined || lines.some(isWildcard)) return undefined;
  if (trailer.rows !== undefined && now.rows !== undefined && trailer.rows !== now.rows) return false;
  if (trailer.sha256 === undefined || now.sha256 === undefined) return undefined;
  return trailer.sha256 === now.sha256;
}

function hiddenDrift({ trailer }: Step, answer: NewAnswer): StepOutcome {
  const before = trailer?.rows;
  const after = answer.trailer.rows;
  return {
    kind: 'hidden-drift',
    rows: before === undefined || after === undefined ? undefined : [before, after],
  };
}

/** By rows where both are tables of the same columns, else by lines. */
function diffOf(step: Step, now: readonly string[], trailer: Trailer): AnswerDiff {
  const before = withoutBlankEnd(step.lines).map(unescapeAnswerLine);
  const isTable = trailer.rows !== undefined && !step.lines.some(isWildcard);
  const old = isTable ? readTextTable(before, step.trailer?.shown) : undefined;
  const table = isTable ? readTextTable(now, trailer.shown) : undefined;
  const diff = old === undefined || table === undefined ? undefined : diffTables(old, table);
  return diff ?? { kind: 'lines', lines: diffLines(before, withoutBlankEnd(now)) };
}
