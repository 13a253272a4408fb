import { sortedOrder } from '../base/sorted-order.ts';
import { NONE } from '../model/kinds.ts';
import { objectsOfTable, pickRows } from '../query/rows.ts';
import { defineCommand } from './command.ts';
import { countGroups, GroupMembers } from './partition/groups.ts';
import { aggregateCells, countRows } from './rows/aggregate-cells.ts';
import { columnNames } from './rows/column-names.ts';
import { groupRows } from './rows/group-rows.ts';

export const group = defineCommand({
  name: 'group',
  aliases: [],
  takes: 'rows',
  params: [
    { name: 'keys', kind: 'keys', doc: 'what the rows of a group have in common' },
    {
      name: 'aggregates',
      kind: 'aggregates',
      optional: true,
      doc: 'what to tell of each group; count when left out',
    },
  ],
  options: [],
  group: 'stages',
  summary: 'Groups rows by keys, and counts, sums or averages what is in each group',
  description: `One row a group, the one with the most rows first. Columns: the keys, then one for each aggregate, called
count, sum_KEY, min_KEY, max_KEY, avg_KEY. Rows without a key form a group of their own; cells that are no
numbers do not add to a sum or an average.

No row loses what it stands for: a group is a handle for the objects of all its rows, each once.`,
  examples: [
    'objects frame | group @name count | head 3',
    'objects frame | group @file, @line sum(size) max(size) | head 3',
  ],
  run(context, args) {
    const table = context.rows();
    const aggregates = args.aggregates ?? [countRows];
    const { groups, cells } = groupRows(args.keys, table, context);
    const members = new GroupMembers(groups);
    const counts = countGroups(groups);
    const order = sortedOrder(counts.length, (a, b) => counts[b]! - counts[a]!, context.task);
    const names = columnNames([...args.keys, ...aggregates].map((node) => node.name));
    const columns = [...cells, ...aggregates.map((node) => aggregateCells(node, groups, table, context))];
    return {
      kind: 'table',
      heap: table.heap,
      provenance: table.provenance,
      columns: columns.map(({ unit, cell }, i) => ({
        ...names[i]!,
        unit,
        cell: (row) => cell(order[row]!),
      })),
      rowCount: order.length,
      total: order.length,
      objectsOf: (row) => objectsOfTable(pickRows(table, members.of(order[row]!))).indexes,
      subjectOf: () => NONE,
    };
  },
});
