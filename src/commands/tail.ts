import { pickRows } from '../query/rows.ts';
import { defineCommand } from './command.ts';
import { rowCountArgument, rowRange, rowsWanted } from './rows/row-range.ts';

export const tail = defineCommand({
  name: 'tail',
  aliases: [],
  takes: 'rows',
  columns: 'same',
  params: [{ name: 'n', kind: 'number', optional: true, doc: 'how many; 10 when left out' }],
  options: [],
  group: 'stages',
  summary: 'Keeps the last rows, in their order',
  description: 'The answer still tells how many rows there were (`total` in JSON). Costs nothing.',
  examples: ['hist | tail 3'],
  wants: ({ n }) => rowsWanted('last', n),
  run(context, args) {
    const table = context.rows();
    const count = Math.min(rowCountArgument('tail', args.n), table.rowCount);
    return pickRows(table, rowRange(table.rowCount - count, table.rowCount), table.total);
  },
});
