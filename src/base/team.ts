import { CancelledError } from './errors.ts';
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

/** The same, as a team itself gives it. */
export interface Started<Result> extends Running<Result> {
  /** Whether waiting for them would take no time. */
  readonly isDone: boolean;
}

/** Threads that work together on one heap. */
export interface Team {
  /** How many work at the same time, the calling one included. */
  readonly size: number;
  /** An order of fewer objects, or of as little work, costs more than it spares. */
  readonly leastRows: number;
  /** Whether the other threads are there: what they do need not be worth their start then. */
  readonly hasBegun: boolean;
  /** Threads take a moment to start: whoever knows that there will be much for them to do says so. */
  begin(): void;
  /** Gives out orders, to be done at the same time as far as there are threads. Those of earlier calls come first. */
  start<Order, Result>(job: Job<Order, Result>, orders: readonly Order[]): Started<Result>;
}

/** The calling thread alone: everything is done while it is waited for. */
export const soloTeam: Team = {
  size: 1,
  leastRows: Number.POSITIVE_INFINITY,
  hasBegun: false,
  begin: () => undefined,
  start: (job, orders) => ({
    wait: (task) => orders.map((order) => job.run(order, task)),
    abandon: () => undefined,
    isDone: false,
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

/**
 * Gives out orders that can be done twice: when one fails among threads, all are done by the one that waits, in their
 * order. What is thrown then is exact, whoever was first to fail.
 */
export function startExactly<Order, Result>(
  job: Job<Order, Result>,
  orders: readonly Order[],
  task: Task,
): Running<Result> {
  const running = teamOf(task).start(job, orders);
  return {
    wait: (waiting) => {
      try {
        return running.wait(waiting);
      } catch (error) {
        if (error instanceof CancelledError || orders.length === 1) throw error;
        return soloTeam.start(job, orders).wait(waiting);
      }
    },
    abandon: () => running.abandon(),
  };
}

/** The same, waited for at once. */
export function runAllExactly<Order, Result>(
  job: Job<Order, Result>,
  orders: readonly Order[],
  task: Task,
): Result[] {
  return startExactly(job, orders, task).wait(task);
}

/** Several orders a thread, so that all end at about the same time whatever the orders cost. */
const ORDERS_A_THREAD = 4;

/** How many orders to make of work on so many rows; 1 where threads would not pay. */
export function orderCount(rows: number, task: Task): number {
  const { size, leastRows } = teamOf(task);
  return Math.max(1, Math.min(Math.floor(rows / leastRows), ORDERS_A_THREAD * size));
}

/** Cuts 0 … count-1 into `parts` pieces of about the same length, none empty: pairs of start and end. */
export function cutEvenly(count: number, parts: number): (readonly [start: number, end: number])[] {
  const pieces = Math.min(Math.max(parts, 1), count);
  return Array.from({ length: pieces }, (_, i) => [
    Math.floor((count * i) / pieces),
    Math.floor((count * (i + 1)) / pieces),
  ]);
}
