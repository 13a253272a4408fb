import { NONE } from '../model/kinds.ts';
import { dominatorTreeOf } from '../query/dominance.ts';
import { defineCommand } from './command.ts';
import { noteUnreachable } from './dominator-view/note-unreachable.ts';
import { exactWithoutWeak } from './result.ts';

export const idom = defineCommand({
  name: 'idom',
  aliases: [],
  takes: 'objects',
  columns: ['object', 'dominator', 'retained'],
  params: [{ name: 'set', kind: 'set', doc: 'which objects' }],
  options: [],
  group: 'paths',
  summary: 'The immediate dominator of each object: what would have to go for it to go',
  description: `A row an object. Columns: object, dominator (the object nearest to it that every way from a root goes through; none:
it is a root, or roots reach it by ways that share no object), retained (bytes that would be freed with the object
itself; none: it is unreachable). The same are the facts @dominator and @retained.

Costs nothing, once dominators are known.`,
  examples: ['idom traceback | head 3', 'idom frame | sort retained desc | head 3'],
  run(context, args) {
    const set = context.subjects(args.set);
    const { heap, indexes } = set;
    const { idoms, sizes, top } = heap.derived(dominatorTreeOf, context.task);
    noteUnreachable(set, context);
    const dominatorOf = (object: number): number => (idoms[object] === top ? NONE : idoms[object]!);
    const retainedBy = (object: number) => (idoms[object] === NONE ? undefined : sizes[object]);
    return {
      kind: 'table',
      heap,
      provenance: exactWithoutWeak,
      columns: [
        { name: 'object', unit: 'object', cell: (row) => indexes[row]! },
        { name: 'dominator', unit: 'object', cell: (row) => dominatorOf(indexes[row]!) },
        { name: 'retained', unit: 'bytes', cell: (row) => retainedBy(indexes[row]!) },
      ],
      rowCount: indexes.length,
      total: indexes.length,
      objectsOf: (row) => indexes.subarray(row, row + 1),
      subjectOf: (row) => indexes[row]!,
    };
  },
});
