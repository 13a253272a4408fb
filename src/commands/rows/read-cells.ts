import { Pace } from '../../base/pace.ts';
import type { Task } from '../../base/task.ts';
import type { Cell } from '../../query/result.ts';
import type { RowKey } from '../command.ts';

/** A key of every row, computed once: what sorting looks at many times. The engine keeps an array of nothing but numbers as plain doubles. */
export function readCells(rowCount: number, key: RowKey, task: Task): Cell[] {
  const cells: Cell[] = [];
  const pace = new Pace();
  for (let row = 0; row < rowCount; ) {
    task.step(row, rowCount);
    for (const end = Math.min(row + pace.next(), rowCount); row < end; row++) cells.push(key.cell(row));
  }
  return cells;
}
