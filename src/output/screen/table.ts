import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { Column, TableResult } from '../../query/result.ts';
import { objectHandle } from '../object-text.ts';
import { totalsText } from '../text/table.ts';
import { visible } from '../visible.ts';
import { chartSeries, seriesRow } from './chart-series.ts';
import { listView } from './list-view.ts';
import { remarksOf } from './outline.ts';
import type { ScreenOutline, ScreenRow, ScreenView } from './screen-view.ts';
import { shareColumn, type TableColumn, tableColumns } from './table-columns.ts';
import { rowMatcher } from './table-find.ts';

/** Rows are made as they are asked for: a table of millions costs its first few hundred. */
export function tableView(table: TableResult): ScreenView {
  const columns = tableColumns(table);
  const outline: ScreenOutline = {
    kind: 'table',
    rowCount: table.rowCount,
    total: table.total,
    columns: columns.map(({ layout }) => layout),
    totals: totalsText(table),
    ...(table.series && { series: chartSeries(table, table.series) }),
    ...remarksOf(table),
  };
  const standing = new RowStanding(table);
  const row = rowMaker(table, columns, standing);
  return listView({
    outline: () => outline,
    row,
    matcher: (words) => rowMatcher(columns, words),
    handle: (at, name) => (standing.of(at) === 'nothing' ? undefined : `${name}[${at}]`),
    address(at) {
      const object = standing.object(at);
      return object === NONE || table.heap === undefined ? undefined : objectHandle(table.heap, object);
    },
    line: (at, name) => lineOf(table, at, name),
  });
}

/** What could not be typed as it stands is not run either. */
function lineOf({ columns, rowCount }: TableResult, row: number, name: string): string | undefined {
  const column = row < rowCount ? columns.find(({ isLine }) => isLine === true) : undefined;
  const line = column?.cell(row, `${name}[${row}]`);
  return typeof line === 'string' && line !== '' && visible(line) === line ? line : undefined;
}

function rowMaker(table: TableResult, columns: readonly TableColumn[], standing: RowStanding) {
  const share = shareColumn(table);
  return (row: number, _: Task): ScreenRow => ({
    cells: columns.map(({ text }) => text(row)),
    role: 'row',
    branch: '',
    fold: 'none',
    share: share?.(row),
    standsFor: standing.of(row),
    ...(table.series && { series: seriesRow(table.series, row) }),
  });
}

/** What rows stand for. Counting the objects of a group may cost a look at each of them, so it is done once a row. */
class RowStanding {
  readonly #table: TableResult;
  readonly #objects = new Map<number, number>();
  /** Of a histogram, whose rows are groups even when there is one in them: to list their objects, all would be sorted first. */
  readonly #counts: Column | undefined;

  constructor(table: TableResult) {
    this.#table = table;
    this.#counts = table.columns.find(({ name, unit }) => name === 'count' && unit === 'count');
  }

  of(row: number): ScreenRow['standsFor'] {
    if (row < 0 || row >= this.#table.rowCount || this.#table.heap === undefined) return 'nothing';
    if (this.#table.subjectOf(row) !== NONE && this.#table.opensObjects !== true) return 'one';
    const object = this.#only(row);
    return object === NONE ? 'nothing' : object === MANY ? 'many' : 'one';
  }

  /** The one object that a row stands for, or NONE. */
  object(row: number): number {
    if (this.of(row) !== 'one') return NONE;
    const subject = this.#table.opensObjects === true ? NONE : this.#table.subjectOf(row);
    return subject === NONE ? this.#only(row) : subject;
  }

  #only(row: number): number {
    if (this.#counts !== undefined) return Number(this.#counts.cell(row) ?? 0) > 0 ? MANY : NONE;
    let object = this.#objects.get(row);
    if (object === undefined) {
      const objects = this.#table.objectsOf(row);
      object = objects.length > 1 ? MANY : (objects[0] ?? NONE);
      this.#objects.set(row, object);
    }
    return object;
  }
}

const MANY = -1;
