import { defineCommand } from './command.ts';
import { markColumnsWithRetained, markTable } from './mark-table/mark-table.ts';

export const marks = defineCommand({
  name: 'marks',
  aliases: [],
  takes: 'nothing',
  columns: markColumnsWithRetained,
  params: [],
  options: [],
  group: 'session',
  summary: 'The objects that were given names',
  description: `Columns: name, snapshot (shown when several are open), address (where objects have heap ids, id), type, size, value and retained. A row stands for its object; those of other snapshots stand for none,
and are written as before:cache.`,
  examples: ['marks'],
  run(context) {
    const { heap, shell, task } = context;
    if (shell.marks.some((each) => !each.heap.isOf(heap))) {
      context.note('marks of other snapshots are sets with their snapshot before them, as before:cache');
    }
    return markTable(markColumnsWithRetained, shell.marks, heap, shell.snapshots.length > 1, task);
  },
});
