import { CancelledError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { errorInOneLine } from '../../output/text/error.ts';
import { asHeapshError } from '../failure.ts';
import type { Session } from '../session.ts';
import { type ProsePart, type SessionFile, type Step, stepsOf } from '../session-file/session-file.ts';

export interface RunAgain {
  /** Steps whose answers are there again. */
  readonly count: number;
  /** A line for each that has failed, and one when the user has stopped it. */
  readonly problems: readonly string[];
}

/**
 * Runs what was answered in an earlier session, without a word, so that results, names, marks and cuts are there again
 * under the same numbers, and what was noted. A step that fails now, or that the user does not wait for, keeps its number taken.
 */
export async function runAgain(session: Session, file: SessionFile, task: Task): Promise<RunAgain> {
  const stepCount = stepsOf(file).length;
  const problems: string[] = [];
  let count = 0;
  let isStopped = false;
  const run = async (step: Step): Promise<void> => {
    const number = step.trailer?.result;
    if (isStopped || step.trailer?.status === 'error') {
      session.reserveNumber(step.command, number);
      return;
    }
    try {
      task.phase(`step ${step.number} of ${stepCount}`);
      await session.execute(step.command, task, number);
      count++;
    } catch (error) {
      isStopped = error instanceof CancelledError;
      problems.push(problemText(step, error));
      session.reserveNumber(step.command, number);
    }
  };
  for (const part of file.parts) {
    if (part.kind === 'block') for (const step of part.steps.filter(hasEffect)) await run(step);
    else for (const line of proseLines(file, part)) await session.execute(line, task);
  }
  return { count, problems };
}

function problemText({ number }: Step, error: unknown): string {
  return error instanceof CancelledError
    ? `stopped at step ${number}: its answer and those behind it are not there`
    : `step ${number}: ${errorInOneLine(asHeapshError(error))}`;
}

/** The lines that say again what was noted: `history` has them. */
function proseLines({ text }: SessionFile, { range }: ProsePart): string[] {
  const noted = text.slice(range.start, range.end).matchAll(/^(Objective|Note): (.*\S)/gm);
  return Array.from(noted, ([, kind, said]) => `${kind!.toLowerCase()} ${said}`);
}

/** What failed or was interrupted has left nothing, but for a number that was kept for it. */
function hasEffect({ torn, trailer }: Step): boolean {
  if (torn || trailer?.status === 'interrupted') return false;
  return trailer?.status !== 'error' || Boolean(trailer.result);
}
