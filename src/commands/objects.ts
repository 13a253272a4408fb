import { objectTable } from '../query/rows.ts';
import { defineCommand } from './command.ts';

export const objects = defineCommand({
  name: 'objects',
  aliases: [],
  takes: 'objects',
  columns: ['address', 'type', 'size', 'value'],
  params: [{ name: 'set', kind: 'set', doc: 'which objects' }],
  options: [],
  group: 'look',
  summary: 'One row an object; a SET alone on a line means the same',
  description: `Columns: address, type, size (bytes of the object itself), value. The cells are computed when they are
shown, so a set of millions costs no more than finding it.`,
  examples: ['objects traceback[@line > 100] | head 3', 'traceback->tb_frame | head 3'],
  run: (context, args) => objectTable(context.objects(args.set)),
});
