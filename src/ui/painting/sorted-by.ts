import type { ScreenColumn } from '../../output/screen/screen-view.ts';

/** By which column the rows of an answer are in order, as the line that asked for it says. */
export interface Order {
  readonly name: string;
  readonly descending: boolean;
}

const lastSort = /\|\s*sort\s+(?:`([^`]+)`|([^\s|]+))(?:\s+(asc|desc))?\s*$/;

/** Undefined: the line does not end in `| sort NAME [asc|desc]`. */
export function orderOf(command: string): Order | undefined {
  const match = lastSort.exec(command);
  const name = match?.[1] ?? match?.[2];
  return name === undefined ? undefined : { name, descending: match?.[3] === 'desc' };
}

/** Whether that is the order of this column, under its name or as its heading has it (`@size`). */
export function isSortedBy({ name, label }: ScreenColumn, order: Order | undefined): boolean {
  if (name === '' || order === undefined) return false;
  return order.name === name || order.name.toLowerCase() === label.toLowerCase();
}
