import { quietTask, type Task } from './task.ts';

/**
 * A piece of work that any thread can do. `run` is handed nothing but its order, which is copied between threads: what is
 * large in it, and in the result, lies in shared memory. A job that a team of threads is to know stands in the table of
 * `session/team/jobs.ts`.
 */
export interface Job<Order, Result> {
  readonly name: string;
  run(order: Order, task: Task): Result;
}

/** Orders that have been given out. */
export interface Running<Result> {
  /**
   * The results, in the order of the orders. The calling thread works too, and blocks until the last one is there.
   * Throws what the first of the jobs that failed has thrown; and CancelledError when the task says so.
   */
  wait(task: Task): Result[];
  /** Whoever does not want the results any more says so: orders that nobody has begun are dropped. */
  abandon(): void;
}

/** Threads that work together on one heap. */
export interface Team {
  /** How many work at the same time, the calling one included. */
  readonly size: number;
  /** Gives out orders, to be done at the same time as far as there are threads. Those of earlier calls come first. */
  start<Order, Result>(job: Job<Order, Result>, orders: readonly Order[]): Running<Result>;
}

/** The calling thread alone: everything is done while it is waited for. */
export const soloTeam: Team = {
  size: 1,
  start: (job, orders) => ({
    wait: (task) => orders.map((order) => job.run(order, task)),
    abandon: () => undefined,
  }),
};

/** Who may help with a task. */
export function teamOf(task: Task): Team {
  return task.team ?? soloTeam;
}

/** Does all orders; see `Running.wait`. */
export function runAll<Order, Result>(
  job: Job<Order, Result>,
  orders: readonly Order[],
  task: Task = quietTask,
): Result[] {
  return teamOf(task).start(job, orders).wait(task);
}

/** Cuts 0 … count-1 into `parts` pieces of about the same length, none empty: pairs of start and end. */
export function cutEvenly(count: number, parts: number): (readonly [start: number, end: number])[] {
  const pieces = Math.min(Math.max(parts, 1), count);
  return Array.from({ length: pieces }, (_, i) => [
    Math.floor((count * i) / pieces),
    Math.floor((count * (i + 1)) / pieces),
  ]);
}
