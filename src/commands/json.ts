import { jsonTable } from '../query/json-table.ts';
import { defineCommand } from './command.ts';

export const json = defineCommand({
  name: 'json',
  aliases: ['jsonpath'],
  takes: 'objects',
  params: [
    { name: 'set', kind: 'set', doc: 'where the path begins' },
    { name: 'path', kind: 'text', doc: 'a JSONPath: $.f_locals.*, $..name, $[0:3], $.items[?(@.size > 3)]' },
  ],
  options: [],
  group: 'stages',
  summary: 'Follows a JSONPath from each object',
  description: `Attributes, entries of dicts and elements are properties, fetched from the snapshot as the path touches
them; cycles end. Columns: object (where the path began), path, value. One row a hit; each is a handle for the
object that was found.

A filter [?(…)] is a predicate of the heapsh language over the object that @ stands for. Nothing in a path is ever
run as JavaScript.`,
  examples: ['traceback | head 1 | json $.tb_frame.f_locals.*', 'frames | json $.f_code.co_name | head 3'],
  run: (context, args) => jsonTable(context.objects(args.set), args.path, context),
});
