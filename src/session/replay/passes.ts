import { type HeapshError, QueryError } from '../../base/errors.ts';
import type { ReplayedStep, ReplayOutcome } from './replay-steps.ts';

interface Verdict {
  readonly outcome: ReplayOutcome;
  readonly expectation: ReplayedStep['expectation'];
  /** Why it failed. */
  readonly error: HeapshError | undefined;
  readonly mustBeEqual: boolean;
  /** What was recorded is no longer said. */
  readonly isUpdated: boolean;
}

/**
 * Whether a step is as it must be. On the snapshot that was recorded all must be equal. On another one nothing has to be:
 * types come and go, and only a failed expectation counts, or that heapsh could not do its work.
 */
export function passes({ outcome, expectation, error, mustBeEqual, isUpdated }: Verdict): boolean {
  if (expectation === 'fails') return false;
  if (isUpdated) return true;
  if (outcome.kind === 'newly-failing') return !mustBeEqual && error instanceof QueryError;
  const differs = outcome.kind === 'drift' || outcome.kind === 'hidden-drift';
  return !differs || !mustBeEqual;
}
