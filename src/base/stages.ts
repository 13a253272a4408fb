import type { Task } from './task.ts';

/** Phases in the order in which they come, each with the time that it takes, in whatever unit. */
export type Stages = readonly (readonly [phase: string, time: number])[];

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A task that tells of each phase how far all of them together are: one share from 0 to 1, which never goes back. A phase that
 * is in no stage does not move it, nor one that comes again. How much there is of the whole, where nobody knows it, is not told.
 */
export function inStages(task: Task, stages: Stages): Task {
  const spans = spansOf(stages);
  let span: Span = { from: 0, to: 0 };
  let reached = 0;
  return {
    team: task.team,
    phase(name) {
      task.phase(name);
      span = spans.get(name) ?? { from: reached, to: reached };
      reached = Math.max(reached, span.from);
      // A new phase begins at 0 for whoever is told of it.
      task.step(reached, 1);
    },
    step(done, total) {
      const share = total > 0 ? Math.min(done / total, 1) : 0;
      reached = Math.max(reached, span.from + share * (span.to - span.from));
      if (total > 0) task.step(reached, 1);
      else task.step(done, total);
    },
  };
}

/** A task that tells how far all of `count` pieces of work of about the same size are, while it does the one at `done`. */
export function oneOf(task: Task, done: number, count: number): Task {
  return {
    team: task.team,
    phase: (name) => task.phase(name),
    step: (share, whole) => task.step(done + (whole > 0 ? Math.min(share / whole, 1) : 0), count),
  };
}

function spansOf(stages: Stages): Map<string, Span> {
  const all = stages.reduce((sum, [, time]) => sum + time, 0);
  const spans = new Map<string, Span>();
  let before = 0;
  for (const [phase, time] of stages) {
    spans.set(phase, { from: before / all, to: (before + time) / all });
    before += time;
  }
  return spans;
}
