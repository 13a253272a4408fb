import { freedOf } from '../query/freed.ts';
import { defineCommand } from './command.ts';
import { cutColumns, cutHeaps, cutTable } from './what-if/cut-table.ts';

export const cuts = defineCommand({
  name: 'cuts',
  aliases: [],
  takes: 'nothing',
  columns: cutColumns,
  params: [],
  options: [],
  group: 'what-if',
  summary: 'The cuts in force, and what each of them freed',
  description: `Columns: number, edges (as they were typed), edge_count, and the objects and bytes that the cut freed of what those
before it had left. A row stands for these objects; the totals are those of the set \`freed\`.`,
  examples: ['cuts'],
  run(context) {
    const { heap, task } = context;
    const heaps = cutHeaps(heap);
    const table = cutTable(heap, heaps, task);
    if (heaps.length === 0) {
      context.note('no cut is in force');
      return table;
    }
    const { objects, bytes } = heap.derived(freedOf, task);
    return { ...table, totals: { objects: objects.length, bytes } };
  },
});
