import { withoutBlankEnd } from '../session-file/answer-line.ts';
import type { Step } from '../session-file/session-file.ts';

/**
 * The n of the `$n` that a step's answer had, as far as its recording tells; 0: none, undefined: the next, if answers like
 * it have one. What failed or was interrupted then took no number, and must take none now that it succeeds.
 */
export function recordedNumber(step: Step): number | undefined {
  return step.trailer?.result ?? (wasAnswered(step) ? undefined : 0);
}

/** As far as the file tells: what was written by hand is meant to be, unless its answer is an error. */
export function wasAnswered({ trailer, torn, lines }: Step): boolean {
  if (trailer !== undefined) return trailer.status === 'answered';
  return !torn && withoutBlankEnd(lines)[0]?.startsWith('error:') !== true;
}
