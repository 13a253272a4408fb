import { withoutBlankEnd } from '../session-file/answer-line.ts';
import type { NewAnswer } from '../session-file/compare.ts';
import type { Step } from '../session-file/session-file.ts';
import { wasAnswered } from './recorded-number.ts';
import type { StepFacts } from './step-facts.ts';

/**
 * Whether an answer may be written in the place of the recorded one. What was written by hand has no trailer that could keep the
 * number of an answer that is an error now, or was one; and an expectation with nothing below it says all that it means to.
 */
export function isWritable(step: Step, { trailer }: NewAnswer, facts: StepFacts): boolean {
  if (step.trailer !== undefined || step.torn) return true;
  if (facts.isExpectation && withoutBlankEnd(step.lines).length === 0) return false;
  return wasAnswered(step) === (trailer.status === 'answered');
}
