import { formatBytes, formatCount, formatFraction, withLargerUnit } from '../../base/quantities.ts';
import { NONE } from '../../model/kinds.ts';
import { objectWord } from '../../query/edges/edge-text.ts';
import type { JudgedValue } from '../../query/expressions/judge.ts';
import type { Heap } from '../../query/heap.ts';
import type { Cell } from '../../query/result.ts';

/** A value as an expectation tells it: exact, since it is compared with another. */
export function valueText({ unit, value }: JudgedValue, heap: Heap): string {
  if (value === undefined || (unit === 'object' && value === NONE)) return 'nothing';
  if (unit === 'object') return objectWord(heap, Number(value));
  if (unit === 'address' && value !== null) return addressText(value);
  if (unit === 'heapId' && value !== null) return `@${value}`;
  if (unit === 'bytes' && typeof value === 'number') return bytesText(value);
  return plainText(value);
}

function plainText(value: Cell): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && !Number.isInteger(value)) return formatFraction(value);
  if (typeof value === 'number' || typeof value === 'bigint') return formatCount(value);
  return value === null ? 'None' : String(value);
}

/** `251,658,240 bytes (240.0 MiB)` */
function bytesText(bytes: number): string {
  if (!Number.isInteger(bytes)) return formatBytes(bytes);
  const exact = `${formatCount(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return withLargerUnit(exact, bytes);
}

function addressText(address: Cell): string {
  return `0x${BigInt(address as bigint | number).toString(16)}`;
}
