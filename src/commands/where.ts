import { Pace } from '../base/pace.ts';
import type { Task } from '../base/task.ts';
import { pickRows } from '../query/rows.ts';
import { defineCommand } from './command.ts';

export const where = defineCommand({
  name: 'where',
  aliases: [],
  takes: 'rows',
  columns: 'same',
  params: [{ name: 'predicate', kind: 'predicate', doc: 'what must hold for a row to stay' }],
  options: [],
  group: 'stages',
  summary: 'Keeps the rows for which a predicate holds',
  description: `A bare name is a column of the row; .field and @fact are asked of the object that the row is about: an
object row's object, a chain's head. An absent field makes a comparison false.

Costs one look at each row; fields are followed over the edges of the snapshot, nothing is built.`,
  examples: ['hist | where count >= 1000', 'traceback | where .tb_next is None | head 3'],
  run(context, args) {
    const table = context.rows();
    const holds = context.rowPredicate(args.predicate, table);
    const rows = matchingRows(table.rowCount, holds, context.task);
    if (rows.length === 0) context.noteNoRows(args.predicate, table);
    return pickRows(table, rows, rows.length);
  },
});

function matchingRows(rowCount: number, holds: (row: number) => boolean, task: Task): Uint32Array {
  const rows = new Uint32Array(rowCount);
  let found = 0;
  const pace = new Pace();
  for (let row = 0; row < rowCount; ) {
    task.step(row, rowCount);
    for (const end = Math.min(row + pace.next(), rowCount); row < end; row++)
      if (holds(row)) rows[found++] = row;
  }
  return rows.slice(0, found);
}
