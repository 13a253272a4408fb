import { visible } from '../../output/visible.ts';
import type { JUnitStep } from '../session-file/junit.ts';
import { differenceLines } from './diff-text.ts';
import { outcomeLabel, outcomeRemark } from './outcome-words.ts';
import type { ReplayedStep } from './replay-steps.ts';

/** A step as a test case: what does not pass has failed, or is an error where a command that was answered is not any more. */
export function junitStep(replayed: ReplayedStep): JUnitStep {
  const { step, outcome, milliseconds } = replayed;
  const message = outcomeRemark(replayed) ?? outcomeLabel(replayed);
  const details = differenceLines(replayed).map(({ sign, text }) => `${sign} ${text}`.trimEnd());
  return {
    name: `${step.number}: ${visible(step.command)}`,
    lineNumber: step.lineNumber,
    seconds: milliseconds / 1000,
    outcome: junitOutcome(replayed),
    ...(replayed.passes && !notCompared.has(outcome.kind) ? {} : { message }),
    details,
  };
}

const notCompared: ReadonlySet<string> = new Set(['passed-over', 'not-verified']);

function junitOutcome({ outcome, expectation, passes }: ReplayedStep): JUnitStep['outcome'] {
  if (notCompared.has(outcome.kind)) return 'skipped';
  if (passes) return 'passed';
  return outcome.kind === 'newly-failing' && expectation === undefined ? 'error' : 'failed';
}
