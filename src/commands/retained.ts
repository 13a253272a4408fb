import { retainedOf } from '../query/dominance.ts';
import { defineCommand } from './command.ts';
import { noteUnreachable } from './dominator-view/note-unreachable.ts';
import { freedColumns, freedTable } from './what-if/freed-table.ts';

export const retained = defineCommand({
  name: 'retained',
  aliases: ['domisize'],
  takes: 'objects',
  columns: freedColumns,
  params: [{ name: 'set', kind: 'set', doc: 'what would go away' }],
  options: [],
  group: 'paths',
  summary: 'What would be freed if a whole set of objects went away, in all and by type',
  description: `The objects that no root would reach any more, those of the set included, and their bytes: exact for any set,
because the members go away together. What two members hold between them is freed with both, though with neither
alone, so that it can be more than the sum of their @retained. Columns: type, count, size (bytes of the objects
themselves), the biggest first. A row stands for its objects. What is unreachable already is not freed by anything.

Costs one search from the roots around the set; where distances and referrers are known and little hangs on it, a look
around it; for one object nothing, once dominators are known.`,
  examples: ['retained traceback | head 5', 'traceback[@line > 100] | retained | head 3'],
  run(context, args) {
    const set = context.objects(args.set);
    const freed = retainedOf(set.heap, set.indexes, context.task);
    noteUnreachable(set, context);
    return freedTable(set.heap, freed.objects, context.task);
  },
});
