import type { TableResult } from '../query/result.ts';
import { pickRows } from '../query/rows.ts';
import { defineCommand } from './command.ts';
import { cellOrder } from './rows/cell-order.ts';
import { outermostRows, paysToChoose } from './rows/outermost-rows.ts';
import { readCells } from './rows/read-cells.ts';
import { tellingKey } from './rows/telling-key.ts';

export const sort = defineCommand({
  name: 'sort',
  aliases: [],
  takes: 'rows',
  columns: 'same',
  params: [
    { name: 'key', kind: 'key', doc: 'a column, a .field, a @fact or an expression of them' },
    {
      name: 'direction',
      kind: 'word',
      choices: ['asc', 'desc'],
      optional: true,
      doc: 'smallest or biggest first; asc when left out',
    },
  ],
  options: [],
  group: 'stages',
  summary: 'Sorts rows by a key',
  description: `Rows with equal keys stay in their order, so sorting by one key and then by another sorts by both.
Texts are compared letter by letter, as bytes would be; rows without the key come last, whichever the direction.

Costs the key once a row, and little more when all keys are numbers; n log n comparisons otherwise. Before head and
tail only the rows that these show are put in order.`,
  examples: ['hist | sort count desc | head 5', 'traceback | sort @line | head 3'],
  run(context, args) {
    const table = context.rows();
    const key = tellingKey(args.key, table, context);
    const descending = args.direction === 'desc';
    const { wanted, task } = context;
    if (wanted !== undefined && paysToChoose(table.rowCount, wanted) && !addsUp(table)) {
      return pickRows(table, outermostRows(table.rowCount, key, descending, wanted, task), table.total);
    }
    const cells = readCells(table.rowCount, key, task);
    return pickRows(table, cellOrder(cells, descending, task), table.total);
  },
});

/** Whether columns that add up the rows above stay depends on the order of all rows. */
function addsUp({ columns }: TableResult): boolean {
  return columns.some(({ inOrder }) => inOrder === true);
}
