import { STEP, type Task } from '../../base/task.ts';
import type { KeyNode } from '../../query/ast.ts';
import type { Column, TableResult } from '../../query/result.ts';
import type { CommandContext } from '../command.ts';
import { type Groups, groupByCell } from '../partition/groups.ts';
import { absentText } from './absent-text.ts';
import { hasCutTexts } from './cut-texts.ts';
import { tellingKey } from './telling-key.ts';

export interface RowGroups {
  readonly groups: Groups;
  /** For each key, what the rows of a group have in common. */
  readonly cells: readonly GroupCells[];
  /** Some keys are beginnings of texts. */
  readonly hasCutTexts: boolean;
}

/** The cells of a column that is yet to be named, by group. */
export type GroupCells = Pick<Column, 'unit' | 'cell'>;

/** Groups rows by several keys: by the first, then by pairs of what there is so far and the next. O(rows × keys). */
export function groupRows(keys: readonly KeyNode[], table: TableResult, context: CommandContext): RowGroups {
  let groups: Groups = { groupOf: new Uint32Array(table.rowCount), keys: table.rowCount === 0 ? [] : [0] };
  const rowKeys = keys.map((node) => tellingKey(node, table, context));
  let isCut = false;
  for (const key of rowKeys) {
    const next = groupByCell(table.rowCount, (row) => key.cell(row), context.task);
    isCut ||= hasCutTexts(key.unit, next.keys);
    groups = pairs(groups, next, table.rowCount, context);
  }
  const first = firstRows(groups, context.task);
  const cells = rowKeys.map(({ unit, cell }, i) => {
    const absent = absentText(keys[i]!);
    return { unit, cell: (group: number) => cell(first[group]!) ?? absent };
  });
  return { groups, cells, hasCutTexts: isCut };
}

function pairs(left: Groups, right: Groups, rowCount: number, context: CommandContext): Groups {
  if (left.keys.length <= 1) return right;
  const width = right.keys.length;
  return groupByCell(rowCount, (row) => left.groupOf[row]! * width + right.groupOf[row]!, context.task);
}

/** The first row of each group. Groups are numbered in the order they appear, so a new highest number is a group's first. */
export function firstRows({ groupOf, keys }: Groups, task: Task): Uint32Array {
  const rows = new Uint32Array(keys.length);
  let found = 0;
  for (let row = 0; row < groupOf.length && found < rows.length; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, groupOf.length);
    if (groupOf[row] === found) rows[found++] = row;
  }
  return rows;
}
