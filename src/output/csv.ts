import { NONE } from '../model/kinds.ts';
import type { Heap } from '../query/heap.ts';
import type { Cell, ColumnUnit } from '../query/result.ts';
import type { Answer } from './answer.ts';
import { formatAddress, objectHandle, objectType } from './object-text.ts';
import { recordsOf } from './records.ts';
import { visible } from './visible.ts';

/**
 * RFC 4180: CRLF, quotes doubled, exact numbers, absent and null cells empty. A column of objects becomes two: the
 * address and, as `name_type`, the type. Data is exact, except on a terminal, which control characters would steer.
 */
export function* csvLines({ result }: Answer, limit: number, toTerminal: boolean): Generator<string> {
  const { columns, rows, heap } = recordsOf(result, limit);
  const encode = toTerminal ? (text: string) => csvField(visible(text)) : csvField;
  const lineOf = (fields: readonly string[]) => `${fields.map(encode).join(',')}\r\n`;
  yield lineOf(columns.flatMap(({ name, unit }) => (unit === 'object' ? [name, `${name}_type`] : [name])));
  for (const { cells, units } of rows) {
    yield lineOf(columns.flatMap(({ unit }, i) => fieldsOf(cells[i], unit, units?.[i] ?? unit, heap)));
  }
}

function fieldsOf(cell: Cell, columnUnit: ColumnUnit, unit: ColumnUnit, heap: Heap | undefined): string[] {
  if (columnUnit !== 'object') return [exactText(cell, unit, heap)];
  if (typeof cell !== 'number' || cell === NONE || heap === undefined) return ['', ''];
  return [objectHandle(heap, cell), objectType(heap, cell)];
}

function exactText(cell: Cell, unit: ColumnUnit, heap: Heap | undefined): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'string' || typeof cell === 'boolean') return String(cell);
  if (unit === 'address') return formatAddress(cell);
  if (unit === 'object' && heap !== undefined) return cell === NONE ? '' : objectHandle(heap, Number(cell));
  return String(cell);
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
