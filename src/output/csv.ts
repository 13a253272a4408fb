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
  const field = toTerminal ? (text: string) => csvField(visible(text)) : csvField;
  const names = columns.flatMap(({ name, unit }) => (unit === 'object' ? [name, `${name}_type`] : [name]));
  yield `${names.map(field).join(',')}\r\n`;
  for (const { cells, units } of rows) {
    let line = '';
    for (let i = 0; i < columns.length; i++) {
      if (i > 0) line += ',';
      const { unit } = columns[i]!;
      line += field(exactText(cells[i], units?.[i] ?? unit, heap));
      if (unit === 'object') line += `,${field(typeText(cells[i], heap))}`;
    }
    yield `${line}\r\n`;
  }
}

function typeText(cell: Cell, heap: Heap | undefined): string {
  return typeof cell !== 'number' || cell === NONE || heap === undefined ? '' : objectType(heap, cell);
}

function exactText(cell: Cell, unit: ColumnUnit, heap: Heap | undefined): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'string' || typeof cell === 'boolean') return String(cell);
  if (unit === 'address') return formatAddress(cell);
  if (unit === 'heapId') return `@${cell}`;
  if (unit === 'object' && heap !== undefined) return cell === NONE ? '' : objectHandle(heap, Number(cell));
  return String(cell);
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
