import { crc32 } from 'node:zlib';
import type { ColumnType } from './column-types.ts';
import type { FileIdentity } from './identity.ts';
import type { Plain } from './pack.ts';

/**
 * An index file: a header of 64 bytes, columns (by blocks, in the byte order of this machine, each at a multiple of 64), and
 * behind them the directory, JSON. A part that is added goes behind it all, with a new directory after it; the header is
 * written last, and whoever reads meanwhile has the old one.
 */
export const HEADER_LENGTH = 64;
export const ALIGNMENT = 64;

/** To be raised when the layout changes. What is in the columns is the concern of `Directory.writer`. */
const LAYOUT = 3;
const MAGIC = Buffer.from('\x89HEAPSHI\r\n\x1a\n\0\0\0\0', 'latin1');
/** So that an index from a machine of the other byte order is none. */
const BYTE_ORDER = new Uint8Array(Uint32Array.of(0x01020304).buffer);

const AT_BYTE_ORDER = 16;
const AT_LAYOUT = 20;
const AT_OFFSET = 24;
const AT_LENGTH = 32;
const AT_DIRECTORY_CRC = 36;
const AT_HEADER_CRC = 60;

export interface Header {
  /** Of the directory, in bytes. */
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

export interface Directory {
  /** Which program wrote it: another one may read snapshots otherwise. */
  readonly writer: string;
  readonly identity: FileIdentity;
  /** Where the snapshot was when it was indexed: for people. */
  readonly file: string;
  readonly parts: { readonly [name: string]: Part };
}

export interface Part {
  readonly plain: Plain;
  readonly columns: readonly StoredColumn[];
}

export interface StoredColumn {
  readonly type: ColumnType;
  /** Values. */
  readonly count: number;
  readonly offset: number;
  /** Of each of the `encodedPieces`, which lie side by side: how many bytes, and their checksum. */
  readonly pieces: readonly (readonly [length: number, crc: number])[];
}

export function encodeHeader({ offset, length, crc }: Header): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.set(MAGIC);
  header.set(BYTE_ORDER, AT_BYTE_ORDER);
  header.writeUInt32LE(LAYOUT, AT_LAYOUT);
  header.writeBigUInt64LE(BigInt(offset), AT_OFFSET);
  header.writeUInt32LE(length, AT_LENGTH);
  header.writeUInt32LE(crc, AT_DIRECTORY_CRC);
  header.writeUInt32LE(crc32(header.subarray(0, AT_HEADER_CRC)), AT_HEADER_CRC);
  return header;
}

/** Whether a file that begins so is an index file at all, of whatever layout, or what was left of one. */
export function isIndexHeader(header: Uint8Array): boolean {
  const length = Math.min(header.length, MAGIC.length);
  return Buffer.compare(header.subarray(0, length), MAGIC.subarray(0, length)) === 0;
}

/** Why it cannot be used. `outdated`: nothing is wrong with it. */
export type HeaderProblem = 'damaged' | 'outdated';

export function decodeHeader(header: Buffer): Header | HeaderProblem {
  if (header.length < HEADER_LENGTH) return 'damaged';
  if (header.readUInt32LE(AT_HEADER_CRC) !== crc32(header.subarray(0, AT_HEADER_CRC))) return 'damaged';
  if (Buffer.compare(header.subarray(AT_BYTE_ORDER, AT_LAYOUT), BYTE_ORDER) !== 0) return 'outdated';
  if (header.readUInt32LE(AT_LAYOUT) !== LAYOUT) return 'outdated';
  return {
    offset: Number(header.readBigUInt64LE(AT_OFFSET)),
    length: header.readUInt32LE(AT_LENGTH),
    crc: header.readUInt32LE(AT_DIRECTORY_CRC),
  };
}
