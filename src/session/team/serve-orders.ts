import type { Job } from '../../base/team.ts';
import { SharedOrders } from './shared-orders.ts';
import {
  KNOCK,
  type OrderOutcome,
  type OrdersMessage,
  type ThreadData,
  type ThrownThere,
} from './team-messages.ts';

/** Does orders as they come, for as long as the thread lives. */
export function serveOrders({ port, thread }: ThreadData, jobs: readonly Job<never, unknown>[]): void {
  const jobsByName = new Map(jobs.map((job) => [job.name, job]));
  port.on('message', (message: OrdersMessage | typeof KNOCK) => {
    if (message === KNOCK) return;
    const { id, jobName, orders, memory } = message;
    const job = jobsByName.get(jobName);
    const shared = new SharedOrders(memory);
    for (let order = shared.claim(thread); order !== undefined; order = shared.claim(thread)) {
      const run = (): unknown => {
        if (job === undefined) throw new Error(`there is no job ${jobName} in session/team/jobs.ts`);
        return job.run(orders[order!] as never, shared.taskOf(order!));
      };
      port.postMessage({ id, order, ...outcomeOf(run) } satisfies OrderOutcome);
      shared.finish(order);
    }
  });
}

function outcomeOf(run: () => unknown): Pick<OrderOutcome, 'result' | 'failure'> {
  try {
    return { result: run() };
  } catch (error) {
    return { failure: thrown(error) };
  }
}

function thrown(error: unknown): ThrownThere {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}
