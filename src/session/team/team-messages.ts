import type { OrdersMemory } from './shared-orders.ts';

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
