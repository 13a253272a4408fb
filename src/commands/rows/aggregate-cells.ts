import { DEAR_STEP } from '../../base/task.ts';
import type { AggregateNode } from '../../query/ast.ts';
import type { Cell, ColumnUnit, TableResult } from '../../query/result.ts';
import type { CommandContext, RowKey } from '../command.ts';
import { countGroups, type Groups } from '../partition/groups.ts';
import { compareCells } from './compare-cells.ts';
import type { GroupCells } from './group-rows.ts';

/** `count`, for a group that asks for nothing else. */
export const countRows: AggregateNode = {
  kind: 'aggregate',
  aggregate: 'count',
  of: undefined,
  name: 'count',
  start: 0,
  end: 0,
};

/** What an aggregate says of the rows of each group. Reads the key once a row. */
export function aggregateCells(
  node: AggregateNode,
  groups: Groups,
  table: TableResult,
  context: CommandContext,
): GroupCells {
  if (node.aggregate === 'count' || node.of === undefined) {
    const counts = countGroups(groups, context.task);
    return { unit: 'count', cell: (group) => counts[group]! };
  }
  const { unit, cells } = aggregates[node.aggregate](context.rowKey(node.of, table), groups, context);
  if (addsUp.has(node.aggregate) && cells.length > 0 && cells.every((cell) => cell === undefined)) {
    context.note(`nothing to add up: none of the rows has a number for \`${node.of.name}\``);
  }
  return { unit, cell: (group) => cells[group] };
}

const addsUp: ReadonlySet<AggregateNode['aggregate']> = new Set(['sum', 'avg']);

type Aggregate = (
  key: RowKey,
  groups: Groups,
  context: CommandContext,
) => { readonly unit: ColumnUnit; readonly cells: readonly Cell[] };

const aggregates: Record<Exclude<AggregateNode['aggregate'], 'count'>, Aggregate> = {
  sum: (key, groups, context) => ({ unit: sumUnit(key.unit), cells: sums(key, groups, context) }),
  avg: (key, groups, context) => ({ unit: sumUnit(key.unit), cells: averages(key, groups, context) }),
  min: (key, groups, context) => ({ unit: key.unit, cells: extremes(key, groups, context, -1) }),
  max: (key, groups, context) => ({ unit: key.unit, cells: extremes(key, groups, context, 1) }),
};

const isPresent = (cell: Cell): boolean => cell !== undefined && cell !== null;
const isNumber = (cell: Cell): boolean => typeof cell === 'number' || typeof cell === 'bigint';
const sumUnit = (unit: ColumnUnit): ColumnUnit => (unit === 'bytes' || unit === 'count' ? unit : 'number');

function sums(key: RowKey, groups: Groups, context: CommandContext): Cell[] {
  return fold(key, groups, context, (sum, cell) => (isNumber(cell) ? Number(sum ?? 0) + Number(cell) : sum));
}

function averages(key: RowKey, groups: Groups, context: CommandContext): Cell[] {
  const counts = fold(key, groups, context, (n, cell) => (isNumber(cell) ? Number(n ?? 0) + 1 : n));
  return sums(key, groups, context).map((sum, group) =>
    sum === undefined ? undefined : Number(sum) / Number(counts[group]),
  );
}

function extremes(key: RowKey, groups: Groups, context: CommandContext, sign: 1 | -1): Cell[] {
  return fold(key, groups, context, (best, cell) => {
    if (!isPresent(cell)) return best;
    return best === undefined || sign * compareCells(cell, best) > 0 ? cell : best;
  });
}

function fold(
  key: RowKey,
  { groupOf, keys }: Groups,
  { task }: CommandContext,
  next: (value: Cell, cell: Cell) => Cell,
): Cell[] {
  const values = new Array<Cell>(keys.length).fill(undefined);
  for (let row = 0; row < groupOf.length; row++) {
    if ((row & (DEAR_STEP - 1)) === 0) task.step(row, groupOf.length);
    values[groupOf[row]!] = next(values[groupOf[row]!], key.cell(row));
  }
  return values;
}
