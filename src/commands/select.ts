import { defineCommand } from './command.ts';
import { columnNames } from './rows/column-names.ts';

export const select = defineCommand({
  name: 'select',
  aliases: [],
  takes: 'rows',
  params: [
    {
      name: 'keys',
      kind: 'keys',
      doc: 'columns, .fields, @facts or expressions, each with a name of its own by `as`',
    },
  ],
  options: [],
  group: 'stages',
  summary: 'Chooses the columns',
  description: `The rows stay what they were: each is still a handle for the same objects. A cell is computed when it is
shown, so selecting costs nothing for rows that nobody looks at.`,
  examples: [
    'traceback | select @file as file, @line as line | head 3',
    'hist | select type, size / count as mean | head 3',
  ],
  run(context, args) {
    const table = context.rows();
    const names = columnNames(args.keys.map((key) => key.name));
    const columns = args.keys.map((node, i) => {
      const key = context.rowKey(node, table);
      const { expression } = node;
      const same = expression.kind === 'column' && table.columns.find(({ name }) => name === expression.name);
      const cutsStart = same !== false && same?.cutsStart === true;
      return { ...names[i]!, unit: key.unit, cutsStart, cell: (row: number) => key.cell(row) };
    });
    return { ...table, columns };
  },
});
