import { type MessagePort, workerData } from 'node:worker_threads';
import { jobs } from './jobs.ts';
import { SharedOrders } from './shared-orders.ts';
import type { OrderOutcome, OrdersMessage, ThrownThere } from './team-messages.ts';

/** A thread of `ThreadTeam`. */
const port = workerData as MessagePort;
const jobsByName = new Map(jobs.map((job) => [job.name, job]));

port.on('message', ({ id, jobName, orders, memory }: OrdersMessage) => {
  const shared = new SharedOrders(memory);
  for (let order = shared.claim(); order !== undefined; order = shared.claim()) {
    port.postMessage({
      id,
      order,
      ...outcomeOf(jobName, orders[order], shared, order),
    } satisfies OrderOutcome);
    shared.finish(order);
  }
});

function outcomeOf(jobName: string, order: unknown, shared: SharedOrders, number: number) {
  try {
    const job = jobsByName.get(jobName);
    if (job === undefined) throw new Error(`there is no job ${jobName} in session/team/jobs.ts`);
    return { result: job.run(order as never, shared.taskOf(number)) };
  } catch (error) {
    return { failure: thrown(error) };
  }
}

function thrown(error: unknown): ThrownThere {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}
