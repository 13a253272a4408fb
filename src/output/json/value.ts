import { NONE } from '../../model/kinds.ts';
import type { Heap } from '../../query/heap.ts';
import type { Cell, ColumnUnit } from '../../query/result.ts';
import { formatAddress, objectType } from '../object-text.ts';
import { escapeInJson } from '../visible.ts';

/**
 * Pieces of JSON are put together by hand: one pass, no intermediate objects, and a 64-bit integer keeps its digits.
 * What JSON cannot write as a number (NaN, infinity) is a text.
 */
export function jsonCell(cell: Cell, unit: ColumnUnit, heap: Heap | undefined): string {
  if (cell === undefined || cell === null) return 'null';
  if (typeof cell === 'string') return jsonText(cell);
  if (typeof cell === 'boolean') return String(cell);
  if (unit === 'address') return `"${formatAddress(cell)}"`;
  if (unit === 'heapId') return `"@${cell}"`;
  if (unit === 'object' && heap !== undefined) return jsonObjectView(heap, Number(cell));
  if (unit === 'percent') return String(Math.round(Number(cell) * 10) / 10);
  return typeof cell === 'bigint' || Number.isFinite(cell) ? String(cell) : `"${cell}"`;
}

/**
 * `{"address": "0x…", "type": "traceback", "size": 64, "value": …}`; null for NONE. With `"id": "@…"` where the runtime has heap
 * ids, without an address where it has none: both as a line of the language says them.
 */
export function jsonObjectView(heap: Heap, objectIndex: number): string {
  if (objectIndex === NONE) return 'null';
  const { addresses, heapIds, sizes } = heap.near.objects;
  const address = addresses[objectIndex]!;
  const heapId = heapIds?.[objectIndex];
  const isUnplaced = address === 0n && heapId !== undefined;
  const value = heap.runtime.describe(heap.near, objectIndex);
  return jsonMembers([
    ['address', isUnplaced ? undefined : `"${formatAddress(address)}"`],
    ['id', heapId === undefined ? undefined : `"@${heapId}"`],
    ['type', jsonText(objectType(heap, objectIndex))],
    ['size', String(sizes[objectIndex])],
    ['value', value === undefined ? 'null' : jsonText(value)],
  ]);
}

/** Members of which the value is undefined are left out. */
export function jsonMembers(members: readonly (readonly [key: string, json: string | undefined])[]): string {
  const present = members.filter(([, json]) => json !== undefined);
  return `{${present.map(([key, json]) => `${jsonText(key)}: ${json}`).join(', ')}}`;
}

export function jsonText(text: string): string {
  return escapeInJson(JSON.stringify(text));
}
