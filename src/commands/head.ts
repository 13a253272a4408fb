import { pickRows } from '../query/rows.ts';
import { defineCommand } from './command.ts';
import { rowCountArgument, rowRange, rowsWanted } from './rows/row-range.ts';

export const head = defineCommand({
  name: 'head',
  aliases: [],
  takes: 'rows',
  columns: 'same',
  params: [{ name: 'n', kind: 'number', optional: true, doc: 'how many; 10 when left out' }],
  options: [],
  group: 'stages',
  summary: 'Keeps the first rows',
  description: 'The answer still tells how many rows there were (`total` in JSON). Costs nothing.',
  examples: ['hist | head 5'],
  wants: ({ n }) => rowsWanted('first', n),
  run(context, args) {
    const table = context.rows();
    const count = Math.min(rowCountArgument('head', args.n), table.rowCount);
    return pickRows(table, rowRange(0, count), table.total);
  },
});
