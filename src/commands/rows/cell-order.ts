import { numericOrder } from '../../base/numeric-order.ts';
import { sortedOrder } from '../../base/sorted-order.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { Cell } from '../../query/result.ts';
import { compareCells } from './compare-cells.ts';

/** The rows in the order of their cells; stable in both directions. Plain numbers, the usual case, are not compared but counted. */
export function cellOrder(cells: readonly Cell[], descending: boolean, task: Task): Uint32Array {
  const numbers = signedNumbers(cells, descending ? -1 : 1, task);
  if (numbers !== undefined) return numericOrder(numbers, task);
  return sortedOrder(cells.length, (a, b) => compareCells(cells[a], cells[b], descending), task);
}

/** What is absent is NaN, which comes last. Undefined: there is something else than numbers. */
function signedNumbers(
  cells: readonly Cell[],
  sign: 1 | -1,
  task: Task,
): Float64Array<ArrayBuffer> | undefined {
  const values = new Float64Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    if ((row & (STEP - 1)) === 0) task.step(0, cells.length);
    const cell = cells[row] ?? undefined;
    if (cell !== undefined && (typeof cell !== 'number' || Number.isNaN(cell))) return undefined;
    values[row] = sign * (cell ?? Number.NaN);
  }
  return values;
}
