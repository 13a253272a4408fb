import { formatCount } from '../../base/quantities.ts';
import type { ReplayedStep } from './replay-steps.ts';

/** What became of a step, in a word or two, usually of at most `USUAL_LABEL` characters. */
export function outcomeLabel(replayed: ReplayedStep): string {
  const { outcome, expectation, passes, isUpdated, mustBeEqual } = replayed;
  if (expectation === 'fails' || (expectation === 'holds' && passes)) return expectation;
  if (isUpdated) return 'updated';
  switch (outcome.kind) {
    case 'equal':
      return outcome.onlyShown ? 'equal as shown' : 'equal';
    case 'drift':
      return outcome.onlyAddresses ? 'equal' : mustBeEqual ? 'differs' : 'drift';
    case 'hidden-drift':
      return mustBeEqual ? 'differs' : 'drift';
    case 'newly-failing':
      return 'now fails';
    case 'error-as-recorded':
      return 'same error';
    case 'interrupted-when-recorded':
      return 'interrupted';
    case 'passed-over':
      return 'passed over';
    case 'not-verified':
      return 'only run';
  }
}

export const USUAL_LABEL = 'passed over'.length;

/** What the label does not tell, in a line; undefined: nothing, or a diff does. */
export function outcomeRemark({ outcome }: ReplayedStep): string | undefined {
  switch (outcome.kind) {
    case 'equal':
      return equalRemark(outcome);
    case 'hidden-drift':
      return hiddenDriftText(outcome.rows);
    case 'interrupted-when-recorded':
      return 'when it was recorded: there is nothing to compare';
    case 'passed-over':
      return outcome.why;
    default:
      return undefined;
  }
}

function equalRemark({
  redrawn,
  onlyShown,
}: ReplayedStep['outcome'] & { kind: 'equal' }): string | undefined {
  if (redrawn) return 'the same answer, drawn otherwise';
  return onlyShown ? 'no digest was recorded: what is not shown is not compared' : undefined;
}

function hiddenDriftText(rows: readonly [before: number, after: number] | undefined): string {
  const counts =
    rows === undefined || rows[0] === rows[1]
      ? ''
      : `: ${formatCount(rows[0])} → ${formatCount(rows[1])} rows`;
  return `what is shown is equal, the whole answer is not${counts}`;
}
