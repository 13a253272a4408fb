import { QueryError } from '../../base/errors.ts';
import { parseExpression } from '../../query/parser/parse.ts';
import type { Cell, Column, ColumnUnit, TableResult } from '../../query/result.ts';
import { isNumeric } from '../cell-text.ts';
import { columnText, LEAST_WIDTH, LONGEST_TEXT, wholeLength } from '../text/table-layout.ts';
import { visible } from '../visible.ts';
import { displayWidth } from '../width.ts';
import { textColumn } from './outline.ts';
import type { ScreenColumn } from './screen-view.ts';
import { shortText } from './short-text.ts';

/** A column of a table as a screen shows it. */
export interface TableColumn {
  readonly layout: ScreenColumn;
  /** Undefined where rows are numbered. */
  readonly column: Column | undefined;
  text(row: number): string;
}

/** Rows that widths are taken from: what fills the first screens. */
const MEASURED_ROWS = 200;
/** Rows that tell whether a column has large sizes, whose digits are aligned. */
const SIZED_ROWS = 4096;

/** The columns that are shown; the first is the row's number in `$3[2]`, unless one of the table's own tells it. */
export function tableColumns(table: TableResult): TableColumn[] {
  const shown = table.columns.filter((column) => column.hidden !== true);
  const columns = shown.map((column, i) =>
    tableColumn(table, column, { isFirst: i === 0, isLast: i === shown.length - 1 }),
  );
  if (!shown.some((column) => column.unit === 'index')) columns.unshift(rowNumbers(table.rowCount));
  return columns;
}

function rowNumbers(rowCount: number): TableColumn {
  const width = String(Math.max(0, rowCount - 1)).length;
  const traits = { label: '#', alignRight: true, least: width, dim: true, isWide: false };
  return { layout: textColumn(width, traits), column: undefined, text: String };
}

function tableColumn(
  table: TableResult,
  column: Column,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): TableColumn {
  const short = { ...column, cell: (row: number) => shortCell(column.cell(row)) };
  const plain = columnText(table, short, 0, Math.min(table.rowCount, SIZED_ROWS));
  const text = (row: number) => shortText(plain(row));
  const alignRight = column.unitOf === undefined && isNumeric(column.unit);
  const isLabel = isFirst && labelUnits.has(column.unit) && column.isBelow !== true;
  const layout = layOut(table, column, text, { alignRight, isWide: isLast && !alignRight });
  return { layout: isLabel ? { ...layout, isLabel } : layout, column, text };
}

/** What rows are called by. An address tells no more than the number of the row. */
const labelUnits: ReadonlySet<ColumnUnit> = new Set(['text', 'value', 'object', 'path', 'file']);

/** A value of megabytes is cut before anything looks at it. */
function shortCell(cell: Cell): Cell {
  return typeof cell === 'string' ? shortText(cell) : cell;
}

function layOut(
  table: TableResult,
  column: Column,
  text: (row: number) => string,
  traits: { readonly alignRight: boolean; readonly isWide: boolean },
): ScreenColumn {
  const label = visible(column.label ?? column.name);
  let width = displayWidth(label);
  let whole = 0;
  for (let row = 0; row < Math.min(table.rowCount, MEASURED_ROWS); row++) {
    const cell = text(row);
    width = Math.max(width, displayWidth(cell));
    whole = Math.max(whole, wholeLength(cell, unitAt(column, row)));
  }
  if (!traits.alignRight) width = Math.min(width, LONGEST_TEXT);
  return {
    name: column.isBelow === true ? '' : sortName(column.name),
    label,
    ...traits,
    width,
    least: traits.alignRight ? width : Math.max(whole, Math.min(width, LEAST_WIDTH)),
    dim: column.unit === 'index',
    cutsStart: column.unit === 'file' || column.cutsStart === true,
    ...(column.isBelow === true && { isBelow: true }),
    ...(column.isLine === true && { isLine: true }),
    ...(column.spare !== undefined && { spare: column.spare }),
  };
}

function unitAt(column: Column, row: number): ColumnUnit {
  return column.unitOf?.(row) ?? column.unit;
}

/** A column may be called as nothing in the language is: then nobody can sort by it. */
function sortName(name: string): string {
  if (visible(name) !== name) return '';
  try {
    parseExpression(name);
    return name;
  } catch (error) {
    if (error instanceof QueryError) return '';
    throw error;
  }
}

/** Of the whole, for a bar: by the share of sizes, else of whatever there is a share of. Undefined: of nothing. */
export function shareColumn({ columns }: TableResult): ((row: number) => number | undefined) | undefined {
  const percents = columns.filter(({ unit, hidden }) => unit === 'percent' && hidden !== true);
  const column = percents.find(({ name }) => name.includes('size')) ?? percents[0];
  if (column === undefined) return undefined;
  return (row) => {
    const cell = column.cell(row);
    return typeof cell === 'number' ? Math.min(1, Math.max(0, cell / 100)) : undefined;
  };
}
