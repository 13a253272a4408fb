import type { Heap } from '../query/heap.ts';
import type { Cell, Column, ColumnUnit, Provenance, TableResult, TextResult } from '../query/result.ts';
import { rowOfLast } from '../query/rows.ts';

/** An exact answer that has nothing to do with edges. */
export const exact: Provenance = { exact: true, weak: 'not used', notes: [] };

/** An exact answer about edges, of which weak ones do not count. */
export const exactWithoutWeak: Provenance = { exact: true, weak: 'excluded', notes: [] };

export function textResult(heap: Heap | undefined, lines: readonly string[]): TextResult {
  return { kind: 'text', heap, provenance: exact, lines };
}

/** That something was done, where nothing was asked. */
export function asideResult(line: string): TextResult {
  return { ...textResult(undefined, [line]), isAside: true };
}

/** A table made of rows that are at hand, because there are few: snapshots, facts of a snapshot, frames. */
export function smallTable<R>(
  rows: readonly R[],
  columns: readonly RowColumn<R>[],
): Omit<TableResult, 'objectsOf' | 'subjectOf' | 'heap' | 'provenance'> {
  return {
    kind: 'table',
    columns: columns.map((column) => columnOf(rows, column)),
    rowCount: rows.length,
    total: rows.length,
  };
}

export interface RowColumn<R> {
  readonly name: string;
  readonly label?: string;
  readonly hidden?: boolean;
  readonly isLine?: boolean;
  readonly isBelow?: boolean;
  readonly spare?: 1 | 2;
  readonly cutsStart?: boolean;
  readonly unit: ColumnUnit;
  unitOf?(row: R): ColumnUnit;
  /** `self`: how a line calls the row, for a column of lines. */
  cell(row: R, self: string): Cell;
}

function columnOf<R>(rows: readonly R[], { cell, unitOf, ...column }: RowColumn<R>): Column {
  const read = { ...column, cell: (row: number, self = rowOfLast(row)) => cell(rows[row]!, self) };
  return unitOf === undefined ? read : { ...read, unitOf: (row) => unitOf(rows[row]!) };
}
