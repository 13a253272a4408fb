import { inflateSync } from 'node:zlib';
import { FormatError } from '../../base/errors.ts';
import type { ColumnEntry } from './columns.ts';
import { Numbers } from './numbers.ts';

const RAW = 0;
const PLANES = 2;

/**
 * The values of a column. Throws FormatError when they are not exactly those that the directory promised.
 * At once, and not in zlib's threads: waking one for each of thousands of small columns took longer than it spared.
 */
export function inflateColumn(entry: ColumnEntry): Numbers {
  return new Numbers(entry.width, rawBytes(entry), entry.codec === PLANES);
}

function rawBytes(entry: ColumnEntry): Uint8Array {
  if (entry.codec === RAW) return entry.stored;
  const length = entry.count * entry.width;
  try {
    // One byte more than is needed shows a stream that is too long, and ends the inflating in one call.
    const most = Math.max(length + 1, 64);
    const bytes = inflateSync(entry.stored, { maxOutputLength: most, chunkSize: most });
    // No Buffer: views of one are made slowly, and there are eight for each few thousand numbers.
    if (bytes.length === length) return new Uint8Array(bytes.buffer, bytes.byteOffset, length);
  } catch (error) {
    throw wrongLength(entry, error);
  }
  throw wrongLength(entry, undefined);
}

function wrongLength(entry: ColumnEntry, cause: unknown): FormatError {
  const message = `column ${entry.column} does not inflate to ${entry.count} values`;
  return new FormatError(message, { where: { offset: entry.offset }, cause });
}
