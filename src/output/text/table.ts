import { formatCount, withLargerUnit } from '../../base/quantities.ts';
import type { TableResult } from '../../query/result.ts';
import type { View } from '../answer.ts';
import { wrapToWidth } from '../wrap-words.ts';
import { BELOW, layOutTable, placeText, type TableLayout } from './table-layout.ts';

/** A heading and a line a row. */
export function* tableLines(table: TableResult, view: View): Generator<string> {
  const rowCount = Math.min(table.rowCount, view.limit);
  yield* totalLines(table);
  if (rowCount === 0) return;
  const layout = layOutTable(table, 0, rowCount, view.width);
  yield view.style.heading(lineOf(layout, undefined));
  for (let row = 0; row < rowCount; row++) {
    yield lineOf(layout, row);
    yield* linesBelow(layout, row, view.width);
  }
}

/** A line to be run is not broken: the terminal does that, and copies it whole. */
function* linesBelow({ below }: TableLayout, row: number, width: number): Generator<string> {
  for (const { text, isLine } of below) {
    const room = isLine ? Infinity : Math.max(width - BELOW.length, LEAST_BELOW);
    for (const line of wrapToWidth(text(row), room)) if (line !== '') yield BELOW + line;
  }
}

const LEAST_BELOW = 20;

function* totalLines(table: TableResult): Generator<string> {
  if (table.totals !== undefined) yield totalsText(table);
}

/** What stands beside the rows, in a line; empty: nothing. */
export function totalsText({ totals = {} }: TableResult): string {
  const parts = Object.entries(totals).map(([name, value]) => totalText(name, value));
  return parts.join(', ');
}

/** Totals are named as JSON names them: `objects` and `bytes`, or `bytes_before`. */
function totalText(name: string, value: number): string {
  const words = name.replaceAll('_', ' ');
  const counted = `${formatCount(value)} ${value === 1 ? words.replace(/^(object|byte)s\b/, '$1') : words}`;
  return /^bytes(_|$)/.test(name) ? withLargerUnit(counted, value) : counted;
}

/** A row, or the heading. */
function lineOf({ columns, gap }: TableLayout, row: number | undefined): string {
  const last = columns.length - 1;
  return columns
    .map((column, i) => placeText(column, row, i === last))
    .join(gap)
    .trimEnd();
}
