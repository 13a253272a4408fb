import { NONE } from '../model/kinds.ts';
import type { KeyNode } from '../query/ast.ts';
import { errorAt } from '../query/place-error.ts';
import type { TableResult } from '../query/result.ts';
import { objectsOfTable, pickRows } from '../query/rows.ts';
import { type CommandContext, defineCommand, type RowKey } from './command.ts';
import { GroupMembers } from './partition/groups.ts';
import { aggregateCells, countRows } from './rows/aggregate-cells.ts';
import { cellOrder } from './rows/cell-order.ts';
import { columnNames } from './rows/column-names.ts';
import { boundedByCutTexts } from './rows/cut-texts.ts';
import { groupRows } from './rows/group-rows.ts';
import { outermostRows, paysToChoose } from './rows/outermost-rows.ts';
import { readCells } from './rows/read-cells.ts';

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
  description: `One row a group, in descending order of the first aggregate. Columns: the keys, then one for each aggregate, called
count, sum_KEY, min_KEY, max_KEY, avg_KEY. Rows without a key form a group of their own; cells that are no
numbers do not add to a sum or an average.

No row loses what it stands for: a group is a handle for the objects of all its rows, each once.`,
  examples: [
    'objects frame | group @name count | head 3',
    'objects frame | group @file, @line sum(size) max(size) | head 3',
  ],
  run(context, args) {
    const table = context.rows();
    const nodes = args.aggregates ?? [countRows];
    refuseCommaBeforeAggregate(args.keys, table);
    const { groups, cells: keys, hasCutTexts } = groupRows(args.keys, table, context);
    const members = new GroupMembers(groups);
    const aggregates = nodes.map((node) => aggregateCells(node, groups, table, context));
    const groupCount = groups.keys.length;
    const order = biggestGroups(aggregates[0]!, groupCount, context);
    const names = columnNames([...args.keys, ...nodes].map((node) => node.name));
    return {
      kind: 'table',
      heap: table.heap,
      provenance: boundedByCutTexts(table.provenance, hasCutTexts),
      columns: [...keys, ...aggregates].map(({ unit, cell }, i) => ({
        ...names[i]!,
        unit,
        cell: (row) => cell(order[row]!),
      })),
      rowCount: order.length,
      total: groupCount,
      objectsOf: (row) => objectsOfTable(pickRows(table, members.of(order[row]!))).indexes,
      subjectOf: () => NONE,
    };
  },
});

/** Of many groups of which few are shown only those. */
function biggestGroups(first: RowKey, count: number, { wanted, task }: CommandContext): Uint32Array {
  return wanted !== undefined && paysToChoose(count, wanted)
    ? outermostRows(count, first, true, wanted, task)
    : cellOrder(readCells(count, first, task), true, task);
}

/** `group @len, count`: behind a comma stands another key, and `count` is one only where there is such a column. */
function refuseCommaBeforeAggregate(keys: readonly KeyNode[], table: TableResult): void {
  const at = keys.findIndex(({ expression }) => isMissingCount(expression, table));
  if (at < 1) return;
  const rightly = keys.slice(0, at).map(({ name }) => name);
  const hint = `no comma stands before an aggregate: group ${rightly.join(', ')} ${keys[at]!.name}`;
  throw errorAt(keys[at]!, 'no column `count`', hint);
}

function isMissingCount(key: KeyNode['expression'], table: TableResult): boolean {
  return key.kind === 'column' && key.name === 'count' && table.columns.every(({ name }) => name !== 'count');
}
