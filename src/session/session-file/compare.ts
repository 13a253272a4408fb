import { withoutAddresses } from './addresses.ts';
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
  /**
   * `redrawn`: the same answer, but its lines read otherwise: written by another version of heapsh. `onlyShown`: no digest was
   * recorded, as where somebody asked on at once, so nobody knows of what is not shown.
   */
  | { readonly kind: 'equal'; readonly redrawn: boolean; readonly onlyShown: boolean }
  /** The lines are equal, and what was not shown of the answer is not. */
  | { readonly kind: 'hidden-drift'; readonly rows: readonly [before: number, after: number] | undefined }
  /** `onlyAddresses`: on another snapshot, and nothing but addresses differs; the diff has only kept lines then. */
  | { readonly kind: 'drift'; readonly diff: AnswerDiff; readonly onlyAddresses: boolean }
  /** It was answered, and now fails: `lines` say why. */
  | { readonly kind: 'newly-failing'; readonly lines: readonly string[] }
  /** It fails with the message that was recorded. */
  | { readonly kind: 'error-as-recorded' }
  /** Nothing was recorded that could be compared. */
  | { readonly kind: 'interrupted-when-recorded' };

export type AnswerDiff = TableDiff | { readonly kind: 'lines'; readonly lines: readonly LineChange[] };

/**
 * A step and its answer of today. Written by hand, a command with nothing below it says only that it does not fail, and
 * empty lines at the end mean nothing. On another snapshot than the recorded one, addresses are no part of the diff.
 * O(n log n) of the lines, but for wildcards.
 */
export function compareStep(step: Step, answer: NewAnswer, { sameSnapshot = true } = {}): StepOutcome {
  const { trailer } = step;
  if (step.torn || trailer?.status === 'interrupted') return { kind: 'interrupted-when-recorded' };
  const isFailing = answer.trailer.status === 'error';
  const now = brokenLines(answer.lines);
  const linesMatch = matches(step, now);
  const drift = () => driftOf(step, now, answer.trailer, sameSnapshot ? identity : asInAnyProcess);
  if (isFailing) {
    if (linesMatch && trailer?.status !== 'answered') return { kind: 'error-as-recorded' };
    return trailer?.status === 'error' ? drift() : { kind: 'newly-failing', lines: now };
  }
  if (trailer?.status === 'error') return drift();
  if (claimsNothing(step)) return equal;
  const digests = sameDigests(step, answer.trailer);
  if (linesMatch)
    return digests === false ? hiddenDrift(step, answer) : { ...equal, onlyShown: lacksDigest(step) };
  if (digests === true) return { ...equal, redrawn: true };
  return drift();
}

const equal: StepOutcome & { readonly kind: 'equal' } = { kind: 'equal', redrawn: false, onlyShown: false };

/** Who writes by hand, or wildcards, means what is written; a recorder means all of the answer. */
function lacksDigest({ lines, trailer }: Step): boolean {
  return trailer !== undefined && trailer.sha256 === undefined && !lines.some(isWildcard);
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

type Alike = (text: string) => string;

/** Columns of another dump are of other widths, and its objects lie elsewhere. */
function asInAnyProcess(text: string): string {
  return withoutAddresses(text).replace(/(\S) {2,}/g, '$1 ');
}

function identity(text: string): string {
  return text;
}

function driftOf(step: Step, now: readonly string[], trailer: Trailer, alike: Alike): StepOutcome {
  const before = withoutBlankEnd(step.lines).map(unescapeAnswerLine);
  const after = withoutBlankEnd(now);
  const onlyAddresses =
    before.length === after.length && before.every((line, i) => alike(line) === alike(after[i]!));
  const diff = (onlyAddresses ? undefined : rowsDiff(step, before, after, trailer, alike)) ?? {
    kind: 'lines',
    lines: diffLines(before, after, alike),
  };
  return { kind: 'drift', diff, onlyAddresses };
}

/** By rows where both are tables of the same columns. */
function rowsDiff(
  step: Step,
  before: readonly string[],
  after: readonly string[],
  { rows, shown }: Trailer,
  alike: Alike,
): TableDiff | undefined {
  if (rows === undefined || step.lines.some(isWildcard)) return undefined;
  const old = readTextTable(before, step.trailer?.shown);
  const now = readTextTable(after, shown);
  return old === undefined || now === undefined ? undefined : diffTables(old, now, alike);
}
