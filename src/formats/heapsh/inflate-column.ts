import { promisify } from 'node:util';
import { inflate, inflateSync } from 'node:zlib';
import { FormatError } from '../../base/errors.ts';
import type { ColumnEntry } from './columns.ts';
import { Numbers } from './numbers.ts';
import { joinPlanes } from './planes.ts';

const RAW = 0;
const PLANES = 2;

/** Below this a thread costs more than the inflating. */
const SMALL = 4096;

const inflateInThread = promisify<Uint8Array, Parameters<typeof inflateSync>[1] & object, Uint8Array>(
  inflate,
);

/** The values of a column. Throws FormatError when they are not exactly those that the directory promised. */
export async function inflateColumn(entry: ColumnEntry): Promise<Numbers> {
  const bytes = await rawBytes(entry);
  if (entry.codec === PLANES && entry.width > 1)
    return new Numbers(entry.width, joinPlanes(bytes, entry.width));
  return new Numbers(entry.width, wordsOf(bytes, entry.width));
}

async function rawBytes(entry: ColumnEntry): Promise<Uint8Array> {
  if (entry.codec === RAW) return entry.stored;
  const length = entry.count * entry.width;
  // One byte more than is needed shows a stream that is too long, and ends the inflating in one call.
  const options = { maxOutputLength: length + 1, chunkSize: Math.max(length + 1, 64) };
  try {
    const bytes =
      length < SMALL ? inflateSync(entry.stored, options) : await inflateInThread(entry.stored, options);
    if (bytes.length === length) return bytes;
  } catch (error) {
    throw wrongLength(entry, error);
  }
  throw wrongLength(entry, undefined);
}

function wrongLength(entry: ColumnEntry, cause: unknown): FormatError {
  const message = `column ${entry.column} does not inflate to ${entry.count} values`;
  return new FormatError(message, { where: { offset: entry.offset }, cause });
}

/** Views of the bytes where they are aligned, which what was inflated always is. */
function wordsOf(bytes: Uint8Array, width: number): Numbers['words'] {
  if (width === 1) return bytes;
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const wordCount = aligned.byteLength / Math.min(width, 4);
  return width === 2
    ? new Uint16Array(aligned.buffer, aligned.byteOffset, wordCount)
    : new Uint32Array(aligned.buffer, aligned.byteOffset, wordCount);
}
