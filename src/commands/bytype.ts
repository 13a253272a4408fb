import { objectTable } from '../query/rows.ts';
import { defineCommand } from './command.ts';

export const bytype = defineCommand({
  name: 'bytype',
  aliases: ['instances'],
  takes: 'nothing',
  columns: ['address', 'type', 'size', 'value'],
  params: [{ name: 'type', kind: 'set', doc: "a type's name, or another SET" }],
  options: [],
  group: 'look',
  summary: 'The objects of a type',
  description: `A type may go by any of its names (types.TracebackType is traceback; the answer says so), by a glob or a
/regular expression/; TYPE+ takes the subclasses in. Columns: address, type, size, value.`,
  examples: ['bytype types.TracebackType | head 3', 'bytype Exception+ | group type'],
  run: (context, args) => objectTable(context.objects(args.type)),
});
