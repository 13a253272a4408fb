import { freedByLastCutOf } from '../query/freed.ts';
import { defineCommand } from './command.ts';
import { cutColumns, cutTable } from './what-if/cut-table.ts';
import { edgesParam, edgesToCut, writtenEdges } from './what-if/edges-to-cut.ts';
import { noteStillHeld } from './what-if/note-still-held.ts';

export const cut = defineCommand({
  name: 'cut',
  aliases: [],
  takes: 'nothing',
  columns: cutColumns,
  params: [edgesParam],
  options: [],
  group: 'what-if',
  summary: 'From now on, look at the heap without some edges',
  description: `Takes references away, as a fix of the program would: from now on every answer is about the heap without them, and
tells so. What no root reaches any more is freed: such objects are no longer in \`all\` or under their type, but they are
the set \`freed\`, they are in \`unreachable\`, and earlier results still mean them. Cuts add up; \`uncut\` undoes them.

EDGES: TYPE->name is the field, also where the object's __dict__ holds it, and with what V8 keeps of it a second time
(in [[properties]] or [[elements]]); SET->["key"] and SET->[3] are an entry or an element; SET->* is all that the
objects refer to, SET->0x… what leads to that one object, and *->TYPE all references to objects of a type. $3 and
$3[0] are the references that rows of a \`free\` answer tell of. A, B are those of both, as one cut. What EDGES names
never hangs on the cuts before it, so that any of them can be undone.

Columns: number (for uncut), edges (as typed), edge_count, and the objects and bytes that this cut freed. The row
stands for these objects. Where nothing is freed, a note names what still holds what the edges led to. Costs one search
over what is left.`,
  examples: ['cut traceback->tb_frame', 'cut *->AstroidImportError'],
  run(context, args) {
    const edges = edgesToCut(context, args.edges);
    const heap = context.shell.cut(writtenEdges(edges, args.edges), edges);
    if (heap.derived(freedByLastCutOf, context.task).objects.length === 0) {
      noteStillHeld(context, heap, edges, args.edges);
    }
    return cutTable(heap, [heap], context.task);
  },
});
