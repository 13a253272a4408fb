import { pickRows } from '../query/rows.ts';
import { defineCommand } from './command.ts';
import { groupByCell } from './partition/groups.ts';
import { boundedByCutTexts, hasCutTexts } from './rows/cut-texts.ts';
import { firstRows } from './rows/group-rows.ts';
import { tellingKey } from './rows/telling-key.ts';

export const distinct = defineCommand({
  name: 'distinct',
  aliases: [],
  takes: 'rows',
  columns: 'same',
  params: [{ name: 'key', kind: 'key', doc: 'what must differ' }],
  options: [],
  group: 'stages',
  summary: 'Keeps the first row of each different key',
  description:
    'Rows without the key count as one. `group` does the same but keeps, and counts, the others behind each row.',
  examples: ['traceback | distinct @line | select @line as line | head 5'],
  run(context, args) {
    const table = context.rows();
    const key = tellingKey(args.key, table, context);
    const groups = groupByCell(table.rowCount, (row) => key.cell(row), context.task);
    const picked = pickRows(table, firstRows(groups, context.task), groups.keys.length);
    const isCut = hasCutTexts(key.unit, groups.keys);
    return { ...picked, provenance: boundedByCutTexts(picked.provenance, isCut) };
  },
});
