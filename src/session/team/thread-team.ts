import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { HeapshError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import type { Job, Started, Team } from '../../base/team.ts';
import { bundledFile } from '../bundled-file.ts';
import { CALLER, SharedOrders } from './shared-orders.ts';
import {
  KNOCK,
  type OrderOutcome,
  type OrdersMessage,
  type ThreadData,
  type ThrownThere,
} from './team-messages.ts';

/** More than this gain nothing: memory is the limit then. */
const MOST_THREADS = 8;
/** A thread takes as long to start as a hundred thousand objects take to be read. */
const LEAST_ROWS = 1 << 16;
/** Mebibytes. What a thread inflates lies outside of its heap, and is let go when the young part of that is full. */
const NURSERY = 2;
/** Milliseconds between two looks at whether the user wants to stop. */
const LOOK = 10;
/** Milliseconds between two at whether all threads are there. */
const LOOK_FOR_THREADS = 250;

interface Thread {
  readonly port: MessagePort;
  /** What it claims orders as. */
  readonly number: number;
  /** Whether its port tells at once that nobody is at its other end. */
  readonly tells: boolean;
  hasEnded: boolean;
}

/**
 * The calling thread and workers beside it, begun when there is the first work for several. Nothing here is
 * asynchronous: who waits works along, and then sleeps on shared memory, so analyses remain plain functions.
 */
export class ThreadTeam implements Team {
  readonly size: number;
  readonly leastRows: number;
  readonly #worker: string | undefined;
  readonly #threads: Thread[] = [];
  /** The numbers of those that have ended, and with them what they had begun. */
  readonly #lost: number[] = [];
  /** What has come of the orders that somebody still waits for. */
  readonly #outcomes = new Map<number, OrderOutcome[]>();
  #lastId = 0;
  #lastThread = CALLER;
  #lastLook = 0;

  /** `worker`: the file that threads run, when it is not heapsh's own. */
  constructor(
    size = Math.min(availableParallelism(), MOST_THREADS),
    leastRows = LEAST_ROWS,
    worker: string | undefined = undefined,
  ) {
    this.size = size;
    this.leastRows = leastRows;
    this.#worker = worker;
  }

  get hasBegun(): boolean {
    return this.#threads.length > 0;
  }

  start<Order, Result>(job: Job<Order, Result>, orders: readonly Order[]): Started<Result> {
    const id = ++this.#lastId;
    const shared = SharedOrders.of(orders.length);
    this.#outcomes.set(id, []);
    if (orders.length > 1) this.begin();
    const message: OrdersMessage = { id, jobName: job.name, orders, memory: shared.memory };
    for (const { port } of this.#threads) port.postMessage(message);
    const abandon = () => {
      shared.drop();
      this.#outcomes.delete(id);
    };
    return {
      wait: (task) => {
        try {
          return this.#wait(id, job, orders, shared, task);
        } finally {
          abandon();
        }
      },
      abandon,
      get isDone() {
        return shared.doneCount === orders.length;
      },
    };
  }

  begin(): void {
    this.#dropLost();
    while (this.#threads.length < this.size - 1) {
      const { port1, port2 } = new MessageChannel();
      const number = ++this.#lastThread;
      const file = this.#worker ?? bundledFile('./team-worker.js', '../../dist/team-worker.js');
      const worker = new Worker(file, {
        workerData: { port: port2, thread: number } satisfies ThreadData,
        transferList: [port2],
        resourceLimits: { maxYoungGenerationSizeMb: NURSERY },
      });
      worker.unref();
      port1.unref();
      const thread: Thread = { port: port1, number, tells: knock(port1), hasEnded: false };
      worker.once('exit', () => {
        thread.hasEnded = true;
      });
      // Who waits for it is told; nobody else needs to be.
      worker.on('error', () => undefined);
      this.#threads.push(thread);
    }
  }

  #wait<Order, Result>(
    id: number,
    job: Job<Order, Result>,
    orders: readonly Order[],
    shared: SharedOrders,
    task: Task,
  ): Result[] {
    const results = new Array<Result>(orders.length);
    const tellShare = () => {
      task.step(shared.share, 1);
      this.#lookForThreads(shared);
    };
    for (let order = shared.claim(CALLER); order !== undefined; order = shared.claim(CALLER)) {
      results[order] = job.run(orders[order]!, shared.taskOf(order, tellShare));
      shared.finish(order);
      tellShare();
      this.#receive(id, results);
    }
    for (let done = shared.doneCount; done < orders.length; done = shared.doneCount) {
      shared.sleep(done, LOOK);
      tellShare();
      this.#receive(id, results);
    }
    this.#receive(id, results);
    return results;
  }

  /** Throws when a thread has ended: what it had begun nobody would ever finish, and others may wait for it to begin more. */
  #lookForThreads(shared: SharedOrders): void {
    const now = performance.now();
    if (now - this.#lastLook < LOOK_FOR_THREADS) return;
    this.#lastLook = now;
    const isMissed = this.#dropLost() || this.#lost.some((thread) => shared.isAt(thread));
    if (isMissed) {
      throw new HeapshError('a thread that helped with this has ended, probably for want of memory', {
        hint: 'close other snapshots, or ask again about fewer objects',
      });
    }
  }

  /** Whether there were any. Their places are free then. */
  #dropLost(): boolean {
    const lost = this.#threads.filter((thread) => !isThere(thread));
    for (const thread of lost) {
      this.#receiveFrom(thread);
      this.#threads.splice(this.#threads.indexOf(thread), 1);
      this.#lost.push(thread.number);
    }
    return lost.length > 0;
  }

  #receiveFrom({ port }: Thread): void {
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      const outcome = next.message as OrderOutcome;
      this.#outcomes.get(outcome.id)?.push(outcome);
    }
  }

  /** Takes what has come of these orders; what is of others is kept for who waits for them. */
  #receive(id: number, results: unknown[]): void {
    for (const thread of this.#threads) this.#receiveFrom(thread);
    for (const { order, result, failure } of this.#outcomes.get(id)?.splice(0) ?? []) {
      if (failure !== undefined) throw asThrown(failure);
      results[order] = result;
    }
  }
}

/**
 * Events of a thread's end do not come while this one sleeps. A port knows at once whether anybody is at its other end, and
 * says so by what it gives back: Node does not document that, but has done it since it has threads.
 */
function isThere({ port, tells, hasEnded }: Thread): boolean {
  return !hasEnded && (!tells || knock(port));
}

function knock(port: MessagePort): boolean {
  return (port.postMessage(KNOCK) as unknown) === true;
}

function asThrown({ name, message, stack }: ThrownThere): Error {
  const error = name === 'RangeError' ? new RangeError(message) : new Error(message);
  return Object.assign(error, { name, stack });
}
