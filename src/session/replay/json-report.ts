import { escapeInJson } from '../../output/visible.ts';
import { outcomeRemark } from './outcome-words.ts';
import type { ReplayedStep } from './replay-steps.ts';
import type { ReplaySummary } from './summary.ts';

/**
 * A step as one JSON document on a line: `step`, `line`, `command`, `outcome` (a kind of outcome), `expectation`, `passes`,
 * `updated`, `milliseconds`, `remark`, `warnings`; `diff` as it is compared, `answer` where it is an error.
 */
export function jsonOfStep(replayed: ReplayedStep): string {
  const { step, outcome, expectation, passes, isUpdated, answer, milliseconds, warnings } = replayed;
  return document({
    kind: 'step',
    step: step.number,
    line: step.lineNumber,
    command: step.command,
    outcome: outcome.kind,
    expectation,
    passes,
    updated: isUpdated || undefined,
    milliseconds: answer === undefined ? undefined : Math.round(milliseconds * 1000) / 1000,
    remark: outcomeRemark(replayed),
    warnings: warnings.length === 0 ? undefined : warnings,
    rows: outcome.kind === 'hidden-drift' ? outcome.rows : undefined,
    diff: outcome.kind === 'drift' ? outcome.diff : undefined,
    answer: answer?.trailer.status === 'error' ? answer.lines : undefined,
  });
}

/** The last document: `passes`, and how many steps failed; `same_snapshot` is null where nobody knows. */
export function jsonOfSummary(
  summary: ReplaySummary,
  { file, sameSnapshot }: { readonly file: string; readonly sameSnapshot: boolean | undefined },
): string {
  const expectations = { hold: summary.of('holds'), fail: summary.of('fails') };
  return document({
    kind: 'summary',
    file,
    same_snapshot: sameSnapshot ?? null,
    steps: summary.steps,
    failed: summary.failed,
    expectations,
    passes: summary.passes,
    text: summary.text(),
  });
}

function document(value: Readonly<Record<string, unknown>>): string {
  return `${escapeInJson(JSON.stringify(value))}\n`;
}
