import { formatBytes, formatCount, formatPercent } from '../base/quantities.ts';
import type { Heap } from '../query/heap.ts';
import type { Cell, ColumnUnit } from '../query/result.ts';
import { formatAddress, objectText } from './object-text.ts';
import { visible } from './visible.ts';

/** A cell as people read it. What is not there is empty; the runtime's null has its name. */
export function cellText(cell: Cell, unit: ColumnUnit, heap: Heap | undefined): string {
  if (cell === undefined) return '';
  if (cell === null) return heap?.runtime.nullName ?? 'null';
  if (typeof cell === 'string') return visible(cell);
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return numberText(cell, unit, heap);
}

function numberText(cell: number | bigint, unit: ColumnUnit, heap: Heap | undefined): string {
  switch (unit) {
    case 'count':
      return Number.isInteger(Number(cell)) ? formatCount(cell) : String(cell);
    case 'bytes':
      return formatBytes(Number(cell));
    case 'percent':
      return formatPercent(Number(cell));
    case 'address':
      return formatAddress(cell);
    case 'object':
      return heap === undefined ? String(cell) : objectText(heap, Number(cell));
    case 'index':
    case 'number':
    case 'text':
    case 'value':
    case 'path':
    case 'boolean':
      return String(cell);
  }
}

/** Digits stand below digits. */
export function isNumeric(unit: ColumnUnit): boolean {
  return ['index', 'count', 'bytes', 'percent', 'number'].includes(unit);
}
