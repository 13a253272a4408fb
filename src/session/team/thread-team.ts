import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Task } from '../../base/task.ts';
import type { Job, Running, Team } from '../../base/team.ts';
import { bundledFile } from '../bundled-file.ts';
import { SharedOrders } from './shared-orders.ts';
import type { OrderOutcome, OrdersMessage, ThrownThere } from './team-messages.ts';

/** More than this gain nothing: memory is the limit then. */
const MOST_THREADS = 8;
/** A thread takes as long to start as a hundred thousand objects take to be read. */
const LEAST_ROWS = 1 << 16;
/** Mebibytes. What a thread inflates lies outside of its heap, and is let go when the young part of that is full. */
const NURSERY = 2;
/** Milliseconds between two looks at whether the user wants to stop. */
const LOOK = 10;

/**
 * The calling thread and workers beside it, begun when there is the first work for several. Nothing here is
 * asynchronous: who waits works along, and then sleeps on shared memory, so analyses remain plain functions.
 */
export class ThreadTeam implements Team {
  readonly size: number;
  readonly leastRows: number;
  readonly #ports: MessagePort[] = [];
  /** What has come of the orders that somebody still waits for. */
  readonly #outcomes = new Map<number, OrderOutcome[]>();
  #lastId = 0;

  constructor(size = Math.min(availableParallelism(), MOST_THREADS), leastRows = LEAST_ROWS) {
    this.size = size;
    this.leastRows = leastRows;
  }

  start<Order, Result>(job: Job<Order, Result>, orders: readonly Order[]): Running<Result> {
    const id = ++this.#lastId;
    const shared = SharedOrders.of(orders.length);
    this.#outcomes.set(id, []);
    if (orders.length > 1) this.begin();
    const message: OrdersMessage = { id, jobName: job.name, orders, memory: shared.memory };
    for (const port of this.#ports) port.postMessage(message);
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
    };
  }

  begin(): void {
    while (this.#ports.length < this.size - 1) {
      const { port1, port2 } = new MessageChannel();
      const worker = new Worker(bundledFile('./team-worker.js', '../../dist/team-worker.js'), {
        workerData: port2,
        transferList: [port2],
        resourceLimits: { maxYoungGenerationSizeMb: NURSERY },
      });
      worker.unref();
      port1.unref();
      this.#ports.push(port1);
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
    const tellShare = () => task.step(shared.share, 1);
    for (let order = shared.claim(); order !== undefined; order = shared.claim()) {
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

  /** Takes what has come of these orders; what is of others is kept for who waits for them. */
  #receive(id: number, results: unknown[]): void {
    for (const port of this.#ports) {
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        const outcome = next.message as OrderOutcome;
        this.#outcomes.get(outcome.id)?.push(outcome);
      }
    }
    for (const { order, result, failure } of this.#outcomes.get(id)?.splice(0) ?? []) {
      if (failure !== undefined) throw asThrown(failure);
      results[order] = result;
    }
  }
}

function asThrown({ name, message, stack }: ThrownThere): Error {
  const error = name === 'RangeError' ? new RangeError(message) : new Error(message);
  return Object.assign(error, { name, stack });
}
