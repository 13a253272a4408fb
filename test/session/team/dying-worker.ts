import { workerData } from 'node:worker_threads';
import type { Job } from '../../../src/base/team.ts';
import { serveOrders } from '../../../src/session/team/serve-orders.ts';
import type { ThreadData } from '../../../src/session/team/team-messages.ts';

/** Lets the others know that it has begun, and dies. */
const dies: Job<SharedArrayBuffer, void> = {
  name: 'dies',
  run(memory) {
    const begun = new Int32Array(memory);
    Atomics.store(begun, 0, 1);
    Atomics.notify(begun, 0);
    process.exit(1);
  },
};

/** Lets the others know that it has begun. */
const meets: Job<SharedArrayBuffer, number> = {
  name: 'meets',
  run(memory) {
    const begun = new Int32Array(memory);
    Atomics.store(begun, 0, 1);
    Atomics.notify(begun, 0);
    return 2;
  },
};

serveOrders(workerData as ThreadData, [dies, meets]);
