import { withLargerUnit } from '../../base/quantities.ts';
import type { ScalarResult } from '../../query/result.ts';
import { cellText } from '../cell-text.ts';
import { visible } from '../visible.ts';

/** One value. A count is bare digits, so that `$(heapsh … -c 'count …')` is a number to a script. */
export function* scalarLines({ value, unit, heap, text }: ScalarResult): Generator<string> {
  if (text !== undefined) yield visible(text);
  else if (typeof value !== 'number' && typeof value !== 'bigint') yield cellText(value, unit, heap);
  else if (unit === 'count' || unit === 'index') yield String(value);
  else if (unit === 'bytes') yield bytesText(Number(value));
  else yield cellText(value, unit, heap);
}

function bytesText(value: number): string {
  const exact = `${value} ${value === 1 ? 'byte' : 'bytes'}`;
  return withLargerUnit(exact, value);
}
