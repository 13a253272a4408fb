import { formatBytes, formatCount, formatFraction, formatPercent } from '../base/quantities.ts';
import type { Heap } from '../query/heap.ts';
import type { Cell, ColumnUnit } from '../query/result.ts';
import { formatAddress, objectText } from './object-text.ts';
import { visible } from './visible.ts';

/** A cell as people read it. What is not there is empty; the runtime's null has its name. */
export function cellText(cell: Cell, unit: ColumnUnit, heap: Heap | undefined): string {
  if (cell === undefined) return '';
  if (cell === null) return heap?.runtime.nullName ?? 'null';
  if (typeof cell === 'string') return visible(cell);
  if (typeof cell === 'boolean') return booleanText(cell, unit, heap);
  return numberText(cell, unit, heap);
}

/** What heapsh finds is answered with yes or no; what the program's objects hold is written as the program does. */
function booleanText(cell: boolean, unit: ColumnUnit, heap: Heap | undefined): string {
  if (unit === 'boolean' || heap === undefined) return cell ? 'yes' : 'no';
  return heap.runtime.booleanNames[cell ? 'true' : 'false'];
}

function numberText(cell: number | bigint, unit: ColumnUnit, heap: Heap | undefined): string {
  switch (unit) {
    case 'count':
      return Number.isInteger(Number(cell)) ? formatCount(cell) : formatFraction(Number(cell));
    case 'bytes':
      return formatBytes(Number(cell));
    case 'percent':
      return formatPercent(Number(cell));
    case 'address':
      return formatAddress(cell);
    case 'heapId':
      return `@${cell}`;
    case 'object':
      return heap === undefined ? String(cell) : objectText(heap, Number(cell));
    case 'number':
      return typeof cell === 'number' && Number.isFinite(cell) && !Number.isInteger(cell)
        ? formatFraction(cell)
        : String(cell);
    case 'index':
    case 'text':
    case 'value':
    case 'path':
    case 'edges':
    case 'file':
    case 'boolean':
      return String(cell);
  }
}

/** Digits stand below digits. */
export function isNumeric(unit: ColumnUnit): boolean {
  return ['index', 'count', 'bytes', 'percent', 'number'].includes(unit);
}
