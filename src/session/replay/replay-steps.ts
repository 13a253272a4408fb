import type { HeapshError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import type { Session } from '../session.ts';
import { compareStep, type NewAnswer, type StepOutcome } from '../session-file/compare.ts';
import type { Step } from '../session-file/session-file.ts';
import { answerStep } from './answer-step.ts';
import { passes } from './passes.ts';
import { wasAnswered } from './recorded-number.ts';
import { type StepFacts, stepFacts } from './step-facts.ts';
import { isWritable } from './writable.ts';

export type ReplayOutcome =
  | StepOutcome
  /** It was not run. */
  | { readonly kind: 'passed-over'; readonly why: string }
  /** It was run because others may ask for its answer, and not compared. */
  | { readonly kind: 'not-verified' };

export interface ReplayedStep {
  readonly step: Step;
  readonly outcome: ReplayOutcome;
  /** Undefined: it is no `expect`, or was not verified. */
  readonly expectation: 'holds' | 'fails' | undefined;
  /** What differs is no mere drift. */
  readonly mustBeEqual: boolean;
  readonly passes: boolean;
  /** Its answer is to be written in the place of the recorded one, which was another. */
  readonly isUpdated: boolean;
  /** Undefined: it was not run. */
  readonly answer: NewAnswer | undefined;
  readonly milliseconds: number;
  readonly warnings: readonly string[];
}

export interface ReplayOptions {
  /** False: it was recorded on another one, and differences are nothing but drift. */
  readonly sameSnapshot: boolean;
  /** It was written by another version of heapsh, whose lines may read otherwise where the answer is the same. */
  readonly mayBeRedrawn?: boolean;
  /** Numbers of the steps to verify; undefined: all. */
  readonly only?: ReadonlySet<number> | undefined;
  /** The answers are to be written down. */
  readonly updates?: boolean;
  /** Asked before each step; false ends the replay. */
  readonly mayRun?: (step: Step) => Promise<boolean>;
  readonly task: Task;
}

/** Runs the steps one after the other, as they are asked for; one that fails stops nothing. Throws CancelledError alone. */
export async function* replaySteps(
  session: Session,
  steps: readonly Step[],
  options: ReplayOptions,
): AsyncGenerator<ReplayedStep> {
  const last = options.only === undefined ? Infinity : Math.max(...options.only);
  for (const step of steps) {
    // Those behind the last that is to be verified are of no use to anybody.
    if (step.number > last || (await options.mayRun?.(step)) === false) return;
    yield await replayStep(session, step, options);
  }
}

async function replayStep(session: Session, step: Step, options: ReplayOptions): Promise<ReplayedStep> {
  const { sameSnapshot, only, task } = options;
  const facts = stepFacts(step.command, session.commands);
  if (facts.passedOver !== undefined) {
    const outcome = { kind: 'passed-over', why: facts.passedOver } as const;
    return { ...nothingRun, step, outcome };
  }
  const isVerified = only?.has(step.number) !== false;
  const needsDigest = isVerified && options.updates === true;
  const { answer, error, milliseconds } = await answerStep(session, step, { needsDigest, task });
  const outcome = isVerified ? compared(step, answer, options) : notVerified;
  const mustBeEqual = sameSnapshot && !facts.tellsOfFiles;
  const isUpdated = options.updates === true && isChange(outcome) && isWritable(step, answer, facts);
  const expectation = isVerified ? expectationOf(step, facts, error) : undefined;
  return {
    step,
    outcome,
    expectation,
    mustBeEqual,
    passes: passes({ outcome, expectation, error, mustBeEqual, isUpdated }),
    isUpdated,
    answer,
    milliseconds,
    warnings: sameSnapshot ? [] : facts.literals.map((literal) => literalWarning(step, literal)),
  };
}

function isChange(outcome: ReplayOutcome): boolean {
  // A digest that is missing is added.
  if (outcome.kind === 'equal') return outcome.redrawn || outcome.onlyShown;
  return changes.has(outcome.kind);
}

const changes: ReadonlySet<ReplayOutcome['kind']> = new Set([
  'drift',
  'hidden-drift',
  'newly-failing',
  'interrupted-when-recorded',
]);

function compared(step: Step, answer: NewAnswer, options: ReplayOptions): StepOutcome {
  const { sameSnapshot, mayBeRedrawn = false } = options;
  const outcome = compareStep(step, answer, { sameSnapshot });
  // Wildcards that fit an error do not make it an answer: who means one writes `error:`.
  if (outcome.kind === 'error-as-recorded' && wasAnswered(step)) {
    return { kind: 'newly-failing', lines: answer.lines };
  }
  // Somebody has changed what is shown, and only the digest is still true.
  if (outcome.kind === 'equal' && outcome.redrawn && !mayBeRedrawn) {
    const shown = { ...step, trailer: step.trailer && { ...step.trailer, sha256: undefined } };
    return compareStep(shown, answer, { sameSnapshot });
  }
  return outcome;
}

const notVerified: ReplayOutcome = { kind: 'not-verified' };

const nothingRun = {
  expectation: undefined,
  mustBeEqual: false,
  passes: true,
  isUpdated: false,
  answer: undefined,
  milliseconds: 0,
  warnings: [],
} as const;

/** A command that was cut off is not what anybody expects. */
function expectationOf(step: Step, facts: StepFacts, error: HeapshError | undefined) {
  if (!facts.isExpectation || step.torn) return undefined;
  return error === undefined ? 'holds' : 'fails';
}

function literalWarning({ number }: Step, literal: string): string {
  return `step ${number} names the ${literal.startsWith('@') ? 'object' : 'address'} ${literal} of another snapshot`;
}
