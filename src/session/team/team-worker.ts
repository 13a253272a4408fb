import { workerData } from 'node:worker_threads';
import { jobs } from './jobs.ts';
import { serveOrders } from './serve-orders.ts';
import type { ThreadData } from './team-messages.ts';

/** A thread of `ThreadTeam`. */
serveOrders(workerData as ThreadData, jobs);
