import { DEAR_STEP, type Task } from '../../base/task.ts';
import type { Cell } from '../../query/result.ts';
import type { RowKey } from '../command.ts';

/** A key of every row, computed once: what sorting looks at many times. The engine keeps an array of nothing but numbers as plain doubles. */
export function readCells(rowCount: number, key: RowKey, task: Task): Cell[] {
  const cells: Cell[] = [];
  for (let row = 0; row < rowCount; row++) {
    if ((row & (DEAR_STEP - 1)) === 0) task.step(row, rowCount);
    cells.push(key.cell(row));
  }
  return cells;
}
