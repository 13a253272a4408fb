import { formatBytesAligned } from '../../base/quantities.ts';
import type { Column, ColumnUnit, TableResult } from '../../query/result.ts';
import { cellText, isNumeric } from '../cell-text.ts';
import { cutStartToWidth, cutTextToWidth, cutToWidth, displayWidth, padEnd, padStart } from '../width.ts';

/** One column of a table as it will be drawn. */
export interface ColumnLayout {
  readonly label: string;
  readonly alignRight: boolean;
  readonly width: number;
  /** It may become no narrower: an address that is cut cannot be typed, a number that is cut is another number. */
  readonly least: number;
  text(row: number): string;
  /** A line to be run, which is not broken. */
  readonly isLine: boolean;
  /** The cell of a row in the columns it has. */
  cut(text: string, row: number, width: number): string;
}

export interface TableLayout {
  readonly columns: readonly ColumnLayout[];
  /** What is told below each row. */
  readonly below: readonly ColumnLayout[];
  /** What stands between two columns. */
  readonly gap: string;
}

// Widths come from this many rows; a longer text further down is cut. Asking all of three million rows first would
// keep the first line waiting.
const MEASURED_ROWS = 10_000;
export const LONGEST_TEXT = 100;
export const LEAST_WIDTH = 8;
/** Before what is told below a row: no number of a row stands so far to the right. */
export const BELOW = ' '.repeat(8);
const MOST_SPARE = 2;
/** Where what tells rows apart by its end would be narrower, columns that can be spared are left out. */
const LEAST_PATH = 32;
const WIDE_GAP = '  ';
const NARROW_GAP = ' ';

/**
 * Columns fit the content of the rows [from, to); where a line would be longer than `lineWidth`, the widest texts give
 * way, and then the gaps. What still does not fit is as long as its addresses and numbers.
 */
export function layOutTable(table: TableResult, from: number, to: number, lineWidth: number): TableLayout {
  const all = table.columns.filter((column) => column.hidden !== true);
  const path = all.find(({ cutsStart }) => cutsStart === true);
  const most = path === undefined ? 0 : MOST_SPARE;
  for (let spared = 0; ; spared++) {
    const shown = all.filter(({ spare = Infinity }) => spare > spared);
    const { layout, widthOf } = layOutColumns(table, shown, { from, to, lineWidth });
    if (spared >= most || path === undefined || widthOf(path) >= LEAST_PATH) return layout;
  }
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly lineWidth: number;
}

/** Some of the columns; `widthOf`: what one of them got, Infinity when it is as wide as it wants to be. */
function layOutColumns(
  table: TableResult,
  shown: readonly Column[],
  { from, to, lineWidth }: Place,
): { readonly layout: TableLayout; widthOf(column: Column): number } {
  const measuredEnd = Math.min(to, from + MEASURED_ROWS);
  const layOut = (column: Column, i: number) => {
    const takesAll = column.isBelow === true || column.cutsStart === true;
    const longest = takesAll ? Infinity : longestText(i === shown.length - 1, lineWidth);
    return layOutColumn(table, column, from, measuredEnd, longest);
  };
  const columns = shown.map(layOut);
  const isBelow = (_: ColumnLayout, i: number) => shown[i]!.isBelow === true;
  const below = columns.filter(isBelow);
  const numbers = shown.some((column) => column.unit === 'index') ? [] : [rowNumbers(to)];
  const inLine = fitted([...numbers, ...columns], lineWidth);
  // `fitted` keeps the order: what it has made narrower is not whole.
  const isWhole = columns.every(
    (column, i) => !isBelow(column, i) || inLine.columns[i + numbers.length]!.width === column.width,
  );
  const isInLine = below.length === 0 || isWhole;
  const layout: TableLayout = isInLine
    ? { ...inLine, below: [] }
    : { ...fitted([...numbers, ...columns.filter((column, i) => !isBelow(column, i))], lineWidth), below };
  const widthOf = (column: Column) => {
    const place = shown.indexOf(column);
    const { width } = inLine.columns[place + numbers.length]!;
    return width === columns[place]!.width ? Infinity : width;
  };
  return { layout, widthOf };
}

/** Values of the program are of any length, and one of them must not push the others off the screen: the last has the room that is there. */
function longestText(isLast: boolean, lineWidth: number): number {
  return isLast && lineWidth < Infinity ? Math.max(lineWidth, LONGEST_TEXT) : LONGEST_TEXT;
}

function fitted(columns: readonly ColumnLayout[], lineWidth: number): Omit<TableLayout, 'below'> {
  const gaps = columns.length - 1;
  const least = columns.reduce((sum, column) => sum + column.least, 0);
  const gap = least + gaps * WIDE_GAP.length <= lineWidth ? WIDE_GAP : NARROW_GAP;
  return { columns: shrink(columns, lineWidth - gaps * gap.length), gap };
}

/** A cell in its column's place, of no row in the heading; the last column is not filled up. */
export function placeText(column: ColumnLayout, row: number | undefined, isLast: boolean): string {
  const { label, width, alignRight } = column;
  const cut = row === undefined ? cutToWidth(label, width) : column.cut(column.text(row), row, width);
  if (alignRight) return padStart(cut, width);
  return isLast ? cut : padEnd(cut, width);
}

function layOutColumn(
  table: TableResult,
  column: Column,
  from: number,
  to: number,
  longest: number,
): ColumnLayout {
  const text = columnText(table, column, from, to);
  const label = column.label ?? column.name;
  const unit = (row: number) => column.unitOf?.(row) ?? column.unit;
  const cut = (cell: string, row: number, width: number) =>
    column.cutsStart === true ? cutStartToWidth(cell, width) : cutCell(cell, unit(row), width);
  let width = displayWidth(label);
  let widestWhole = 0;
  for (let row = from; row < to; row++) {
    const cell = text(row);
    width = Math.max(width, displayWidth(cell));
    widestWhole = Math.max(widestWhole, wholeLength(cell, unit(row)));
  }
  const alignRight = column.unitOf === undefined && isNumeric(column.unit);
  const isLine = column.isLine === true;
  if (alignRight) return { label, alignRight, isLine, width, least: width, text, cut };
  width = Math.min(width, longest);
  return {
    label,
    alignRight,
    isLine,
    width,
    least: Math.max(widestWhole, Math.min(width, LEAST_WIDTH)),
    text,
    cut,
  };
}

/** The length of the beginning of a cell that is never cut: an address, also that of an object; all of what is to be typed. */
export function wholeLength(text: string, unit: ColumnUnit): number {
  if (unit === 'edges') return displayWidth(text);
  if (unit !== 'address' && unit !== 'object') return 0;
  const end = text.indexOf(' ');
  return end < 0 ? text.length : end;
}

function cutCell(text: string, unit: ColumnUnit, width: number): string {
  if (unit === 'file') return cutStartToWidth(text, width);
  const whole = wholeLength(text, unit);
  // No room for a space and … behind it.
  return whole > 0 && width < whole + 2 ? text.slice(0, whole) : cutTextToWidth(text, width);
}

/** The cells of a column as text; sizes have their digits aligned when one of the rows [from, to) has a large one. */
export function columnText(
  table: TableResult,
  column: Column,
  from: number,
  to: number,
): (row: number) => string {
  if (column.unit === 'bytes' && column.unitOf === undefined && hasScaledBytes(column, from, to)) {
    return (row) => {
      const cell = column.cell(row);
      return typeof cell === 'number' ? formatBytesAligned(cell) : cellText(cell, 'bytes', table.heap);
    };
  }
  return (row) => cellText(column.cell(row), column.unitOf?.(row) ?? column.unit, table.heap);
}

function hasScaledBytes(column: Column, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (Math.abs(Number(column.cell(row) ?? 0)) >= 1024) return true;
  return false;
}

function rowNumbers(to: number): ColumnLayout {
  const width = String(Math.max(0, to - 1)).length;
  return {
    label: '#',
    alignRight: true,
    isLine: false,
    width,
    least: width,
    text: String,
    cut: (text) => text,
  };
}

function shrink(columns: readonly ColumnLayout[], room: number): ColumnLayout[] {
  const widths = columns.map((column) => column.width);
  const least = columns.map((column) => column.least);
  for (let excess = widths.reduce((sum, width) => sum + width, 0) - room; excess > 0; excess--) {
    const widest = widestThatMayShrink(widths, least);
    if (widest === undefined) break;
    widths[widest]!--;
  }
  return columns.map((column, i) => ({ ...column, width: widths[i]! }));
}

function widestThatMayShrink(widths: readonly number[], least: readonly number[]): number | undefined {
  let widest: number | undefined;
  for (let i = 0; i < widths.length; i++) {
    if (widths[i]! > least[i]! && (widest === undefined || widths[i]! > widths[widest]!)) widest = i;
  }
  return widest;
}
