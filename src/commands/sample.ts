import { pickRows } from '../query/rows.ts';
import { defineCommand } from './command.ts';
import { rowCountArgument } from './rows/row-range.ts';
import { sampledRows } from './rows/sampled-rows.ts';

export const sample = defineCommand({
  name: 'sample',
  aliases: [],
  takes: 'rows',
  columns: 'same',
  params: [{ name: 'n', kind: 'number', optional: true, doc: 'how many; 10 when left out' }],
  options: [{ name: 'seed', kind: 'number', doc: 'another number picks other rows; 1 when left out' }],
  group: 'stages',
  summary: 'Keeps rows picked at random, the same ones each time',
  description: `Every row is as likely as any other. The pick depends on the number of rows and the seed alone, so a
recorded session replays; the rows stay in their order.`,
  examples: ['traceback | sample 3', 'traceback | sample 3 --seed 7'],
  run(context, args) {
    const table = context.rows();
    const count = Math.min(rowCountArgument('sample', args.n), table.rowCount);
    return pickRows(table, sampledRows(table.rowCount, count, args.seed ?? 1, context.task), table.total);
  },
});
