import { QueryError } from '../base/errors.ts';
import { defineCommand } from './command.ts';
import { textResult } from './result.ts';
import { cutColumns, cutHeaps, cutTable } from './what-if/cut-table.ts';

export const uncut = defineCommand({
  name: 'uncut',
  aliases: [],
  takes: 'nothing',
  columns: cutColumns,
  params: [
    {
      name: 'number',
      kind: 'word',
      optional: true,
      offers: ['all'],
      doc: 'which cut, by its number, or all; the last one when left out',
    },
  ],
  options: [],
  group: 'what-if',
  summary: 'Undo a cut, or all of them',
  description: `Answers with the cuts that are left, as \`cuts\` does, or that none is. What was known of the heap before the last cut is still known.`,
  examples: ['uncut all'],
  run(context, args) {
    const { heap, shell, task } = context;
    const last = heap.lastCut?.cut.number;
    if (last === undefined) {
      context.note('no cut is in force');
      return cutTable(heap, [], task);
    }
    const now = shell.uncut(heap, args.number === 'all' ? undefined : cutNumber(args.number, last));
    const left = cutHeaps(now);
    return left.length > 0 ? cutTable(now, left, task) : textResult(now, ['all cuts are undone']);
  },
});

function cutNumber(typed: string | undefined, last: number): number {
  if (typed === undefined) return last;
  if (/^\d{1,9}$/.test(typed)) return Number(typed);
  throw new QueryError(`uncut takes the number of a cut, or all, not ${typed}`, {
    hint: '`cuts` lists them',
  });
}
