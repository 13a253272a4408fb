import type { TableResult } from '../../query/result.ts';
import { jsonCell, jsonText } from './value.ts';

/** Rows as JSON objects, one at a time: hidden columns too. */
export function* jsonRows(table: TableResult, limit: number): Generator<string> {
  const columns = table.columns.map((column) => ({ column, key: `${jsonText(column.name)}: ` }));
  const rowCount = Math.min(table.rowCount, limit);
  for (let row = 0; row < rowCount; row++) {
    let json = '{';
    for (const { column, key } of columns) {
      if (json.length > 1) json += ', ';
      json += key + jsonCell(column.cell(row), column.unitOf?.(row) ?? column.unit, table.heap);
    }
    yield `${json}}`;
  }
}
