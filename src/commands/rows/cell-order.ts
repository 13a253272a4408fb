import { numericOrder } from '../../base/numeric-order.ts';
import { sortedOrder } from '../../base/sorted-order.ts';
import type { Task } from '../../base/task.ts';
import type { Cell } from '../../query/result.ts';
import { compareCells } from './compare-cells.ts';

/** The rows in the order of their cells; stable in both directions. Plain numbers, the usual case, are not compared but counted. */
export function cellOrder(cells: readonly Cell[], descending: boolean, task: Task): Uint32Array {
  if (cells.every(isNumberOrAbsent)) return numericOrder(signedNumbers(cells, descending ? -1 : 1), task);
  return sortedOrder(cells.length, (a, b) => compareCells(cells[a], cells[b], descending), task);
}

type NumberOrAbsent = number | null | undefined;

function isNumberOrAbsent(cell: Cell): cell is NumberOrAbsent {
  return cell === undefined || cell === null || (typeof cell === 'number' && !Number.isNaN(cell));
}

/** What is absent is NaN, which comes last. A loop: Float64Array.from with a function is ten times slower. */
function signedNumbers(cells: readonly NumberOrAbsent[], sign: 1 | -1): Float64Array<ArrayBuffer> {
  const values = new Float64Array(cells.length);
  for (let row = 0; row < cells.length; row++) values[row] = sign * (cells[row] ?? Number.NaN);
  return values;
}
