import { members, setOf } from './ascending.ts';
import { numericOrder } from './numeric-order.ts';
import { Ranks } from './ranks.ts';
import { STEP, type Task } from './task.ts';

/** Of all rows: putting so many in order would take longer than finding them among the bits of all. */
const MANY = 1 / 64;

type Column = Uint8Array | Uint32Array | Float64Array;

/** What a column that is not in memory can do beside what arrays can: tell the values at rows that ascend. */
export const PICK = Symbol('pick');
export type Pick<C> = (rows: Uint32Array, task: Task) => C | undefined;

/**
 * The values of a column at some rows. Of a column that comes from an index file (see `Heap.near`) those pieces are read that
 * have any of them, and it does not come to be in memory. O(rows).
 */
export function pickValues<C extends Column>(column: C, rows: Uint32Array, task: Task): C {
  const pick = (column as { readonly [PICK]?: Pick<C> })[PICK];
  if (pick === undefined) return valuesAt(column, rows, task);
  if (isAscending(rows)) return pick(rows, task) ?? valuesAt(column, rows, task);
  if (rows.length >= column.length * MANY) return pickMany(column, rows, task);
  const order = numericOrder(new Float64Array(rows), task);
  const sorted = pickValues(column, valuesAt(rows, order, task), task);
  const values = sorted.slice() as C;
  for (let i = 0; i < order.length; i++) values[order[i]!] = sorted[i]!;
  return values;
}

/** Each once, in their order, and then from among these. */
function pickMany<C extends Column>(column: C, rows: Uint32Array, task: Task): C {
  const wanted = setOf(rows, column.length, task);
  const sorted = pickValues(column, members(wanted), task);
  const ranks = new Ranks(wanted);
  const values = new (column.constructor as new (length: number) => C)(rows.length);
  for (let i = 0; i < rows.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, rows.length);
    values[i] = sorted[ranks.of(rows[i]!)]!;
  }
  return values;
}

function valuesAt<C extends Column>(column: C, rows: Uint32Array, task: Task): C {
  const values = new (column.constructor as new (length: number) => C)(rows.length);
  for (let i = 0; i < rows.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, rows.length);
    values[i] = column[rows[i]!]!;
  }
  return values;
}

function isAscending(rows: Uint32Array): boolean {
  for (let i = 1; i < rows.length; i++) if (rows[i]! < rows[i - 1]!) return false;
  return true;
}
