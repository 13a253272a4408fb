import { dominatedBy } from '../analysis/dominator-sets.ts';
import { dominatorTreeOf } from '../query/dominance.ts';
import { objectTable } from '../query/rows.ts';
import { defineCommand } from './command.ts';
import { noteUnreachable } from './dominator-view/note-unreachable.ts';
import { exactWithoutWeak } from './result.ts';

export const dominated = defineCommand({
  name: 'dominated',
  aliases: [],
  takes: 'objects',
  columns: ['address', 'type', 'size', 'value'],
  params: [{ name: 'set', kind: 'set', doc: 'whose dominated objects' }],
  options: [],
  group: 'paths',
  summary: 'The objects that some object of a set alone keeps alive',
  description: `Every object to which all ways from the roots go through one and the same member: what would be freed if that member
went away. The member itself is not among them, unless another member keeps it alive. What several members keep alive
between them is not here, but in retained. Columns: address, type, size, value.

Costs what it finds, once dominators are known.`,
  examples: ['dominated traceback | hist | head 3', 'traceback | head 1 | dominated | head 3'],
  run(context, args) {
    const set = context.objects(args.set);
    const tree = set.heap.derived(dominatorTreeOf, context.task);
    noteUnreachable(set, context);
    const indexes = dominatedBy(tree, set.indexes, context.task);
    return objectTable({ heap: set.heap, indexes }, exactWithoutWeak);
  },
});
