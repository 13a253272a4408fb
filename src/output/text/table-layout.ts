import { formatBytesAligned } from '../../base/quantities.ts';
import type { Column, TableResult } from '../../query/result.ts';
import { cellText, isNumeric } from '../cell-text.ts';
import { cutToWidth, displayWidth, padEnd, padStart } from '../width.ts';

/** One column of a table as it will be drawn. */
export interface ColumnLayout {
  readonly label: string;
  readonly alignRight: boolean;
  readonly width: number;
  text(row: number): string;
}

// Widths come from this many rows; a longer text further down is cut. Asking all of three million rows first would
// keep the first line waiting.
const MEASURED_ROWS = 10_000;
const LONGEST_TEXT = 100;
const LEAST_WIDTH = 8;
export const columnGap = '  ';

/** Columns fit the content of the rows [from, to); where a line would be longer than `lineWidth`, the widest texts give way. */
export function layOutTable(table: TableResult, from: number, to: number, lineWidth: number): ColumnLayout[] {
  const shown = table.columns.filter((column) => column.hidden !== true);
  const measuredEnd = Math.min(to, from + MEASURED_ROWS);
  const layouts = shown.map((column) => layOutColumn(table, column, from, measuredEnd));
  // The number in `$3[2]`, where no column of the table tells it.
  if (!shown.some((column) => column.unit === 'index')) layouts.unshift(rowNumbers(to));
  return shrink(layouts, lineWidth);
}

/** A cell in its column's place; the last column is not filled up. */
export function placeText(column: ColumnLayout, text: string, isLast: boolean): string {
  const cut = cutToWidth(text, column.width);
  if (column.alignRight) return padStart(cut, column.width);
  return isLast ? cut : padEnd(cut, column.width);
}

function layOutColumn(table: TableResult, column: Column, from: number, to: number): ColumnLayout {
  const text = textOf(table, column, from, to);
  const label = column.label ?? column.name;
  let width = displayWidth(label);
  for (let row = from; row < to; row++) width = Math.max(width, displayWidth(text(row)));
  const alignRight = column.unitOf === undefined && isNumeric(column.unit);
  // Values of the program are of any length, and one of them must not push the others off the screen.
  return { label, alignRight, width: alignRight ? width : Math.min(width, LONGEST_TEXT), text };
}

function textOf(table: TableResult, column: Column, from: number, to: number): (row: number) => string {
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
  return { label: '#', alignRight: true, width: String(Math.max(0, to - 1)).length, text: String };
}

function shrink(columns: ColumnLayout[], lineWidth: number): ColumnLayout[] {
  const widths = columns.map((column) => column.width);
  const least = columns.map((column) =>
    column.alignRight ? column.width : Math.min(column.width, LEAST_WIDTH),
  );
  let excess =
    widths.reduce((sum, width) => sum + width, columnGap.length * (columns.length - 1)) - lineWidth;
  for (; excess > 0; excess--) {
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
