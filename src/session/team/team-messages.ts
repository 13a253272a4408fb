import type { MessagePort } from 'node:worker_threads';
import type { OrdersMemory } from './shared-orders.ts';

/** What a thread is begun with. */
export interface ThreadData {
  readonly port: MessagePort;
  /** What it claims orders as. */
  readonly thread: number;
}

/** Asks nothing but whether anybody is there to be asked. */
export const KNOCK = 'knock';

/** Orders, as each thread of a team is told of them: whoever is free claims the next. */
export interface OrdersMessage {
  readonly id: number;
  readonly jobName: string;
  readonly orders: readonly unknown[];
  readonly memory: OrdersMemory;
}

/** What became of one. */
export interface OrderOutcome {
  readonly id: number;
  readonly order: number;
  readonly result?: unknown;
  /** What was thrown, as far as it can be told across threads. */
  readonly failure?: ThrownThere | undefined;
}

export interface ThrownThere {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}
