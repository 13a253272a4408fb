import { CancelledError, type HeapshError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { asHeapshError } from '../failure.ts';
import type { Outcome, Session } from '../session.ts';
import type { NewAnswer } from '../session-file/compare.ts';
import { answerDigest } from '../session-file/digest.ts';
import { recordedErrorLines, recordedLines, recordedTrailer } from '../session-file/recorded-view.ts';
import type { Step } from '../session-file/session-file.ts';
import { recordedNumber } from './recorded-number.ts';

export interface StepAnswer {
  readonly answer: NewAnswer;
  /** Why it failed. */
  readonly error: HeapshError | undefined;
  /** How long the command took; to compare its answer may take longer. */
  readonly milliseconds: number;
}

/**
 * Runs a step in a session and draws its answer as the recorder does; the numbers of answers stay as they were when it was
 * recorded. `needsDigest`: also where none was recorded. Throws CancelledError alone.
 */
export async function answerStep(
  session: Session,
  step: Step,
  { needsDigest, task }: { readonly needsDigest: boolean; readonly task: Task },
): Promise<StepAnswer> {
  const number = recordedNumber(step);
  const numbered = number === undefined ? {} : { result: number };
  const started = performance.now();
  let outcome: Outcome | undefined;
  let milliseconds: number | undefined;
  try {
    outcome = await session.execute(step.command, task, number);
    milliseconds = performance.now() - started;
    const { result } = outcome;
    const lines = recordedLines(result);
    const isDigested = needsDigest || step.trailer?.sha256 !== undefined;
    const trailer = recordedTrailer(result, isDigested ? answerDigest(result, task) : undefined);
    return {
      answer: { lines, trailer: { ...trailer, ...numbered, status: 'answered' } },
      error: undefined,
      milliseconds,
    };
  } catch (thrown) {
    if (thrown instanceof CancelledError) throw thrown;
    const error = asHeapshError(thrown);
    milliseconds ??= performance.now() - started;
    // What cannot be drawn was answered, and has its number.
    const taken = outcome === undefined ? reservedNumber(session, step, number) : outcome.number;
    const trailer = { status: 'error', ...(taken === undefined ? {} : { result: taken }) } as const;
    return { answer: { lines: recordedErrorLines(error), trailer }, error, milliseconds };
  }
}

function reservedNumber(session: Session, { command }: Step, number: number | undefined): number | undefined {
  return number === 0 ? undefined : session.reserveNumber(command, number);
}
