import { CancelledError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { errorInOneLine } from '../../output/text/error.ts';
import { asHeapshError } from '../failure.ts';
import type { Session } from '../session.ts';
import { type SessionFile, type Step, stepsOf } from '../session-file/session-file.ts';

export interface RunAgain {
  /** Steps whose answers are there again. */
  readonly count: number;
  /** A line for each that has failed, and one when the user has stopped it. */
  readonly problems: readonly string[];
}

/**
 * Runs what was answered in an earlier session, without a word, so that results, names, marks and cuts are there again
 * under the same numbers. A step that fails now, or that the user does not wait for, keeps its number taken.
 */
export async function runAgain(session: Session, file: SessionFile, task: Task): Promise<RunAgain> {
  const steps = stepsOf(file).filter(hasEffect);
  const problems: string[] = [];
  let count = 0;
  let isStopped = false;
  for (const step of steps) {
    const number = step.trailer?.result;
    if (isStopped || step.trailer?.status === 'error') {
      session.reserveNumber(step.command, number);
      continue;
    }
    try {
      task.phase(`step ${step.number} of ${steps.length}`);
      await session.execute(step.command, task, number);
      count++;
    } catch (error) {
      isStopped = error instanceof CancelledError;
      problems.push(
        isStopped
          ? `stopped at step ${step.number}: its answer and those behind it are not there`
          : `step ${step.number}: ${errorInOneLine(asHeapshError(error))}`,
      );
      session.reserveNumber(step.command, number);
    }
  }
  return { count, problems };
}

/** What failed or was interrupted has left nothing, but for a number that was kept for it. */
function hasEffect({ torn, trailer }: Step): boolean {
  if (torn || trailer?.status === 'interrupted') return false;
  return trailer?.status !== 'error' || Boolean(trailer.result);
}
