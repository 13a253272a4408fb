import { crc32, deflateSync } from 'node:zlib';

/** The container as bytes: what FORMAT.md says, written a second time and without anything of the reader. */

export interface ChunkSpec {
  readonly tag: string;
  readonly payload: Uint8Array;
}

export interface ColumnSpec {
  readonly column: number;
  readonly width: number;
  /** 0 raw, 1 deflated, 2 byte planes deflated. */
  readonly codec: number;
  readonly values: readonly (number | bigint)[];
}

const MAGIC = Buffer.from('894853480d0a1a0a', 'hex');

/** The whole file, chunks numbered and checked. */
export function heapshFile(chunks: readonly ChunkSpec[]): Buffer {
  return Buffer.concat([
    MAGIC,
    ...chunks.map(({ tag, payload }, sequence) => chunkBytes(tag, payload, sequence)),
  ]);
}

export function chunkBytes(tag: string, payload: Uint8Array, sequence: number): Buffer {
  const start = Buffer.concat([Buffer.from(tag, 'latin1'), u32(payload.length)]);
  const crc = crc32(Buffer.concat([start, u32(sequence), payload]));
  return Buffer.concat([start, u32(crc), u32(sequence), payload, zeroes(payload.length)]);
}

export function jsonChunk(tag: string, json: unknown): ChunkSpec {
  return { tag, payload: Buffer.from(JSON.stringify(json)) };
}

export function stringChunk(strings: readonly Uint8Array[], firstId = 0): ChunkSpec {
  const lengths = strings.map((bytes) => u32(bytes.length));
  return { tag: 'STRS', payload: Buffer.concat([u32(strings.length), u32(firstId), ...lengths, ...strings]) };
}

export function shapeChunk(
  shapes: readonly (readonly (readonly [number, number])[])[],
  firstId = 0,
): ChunkSpec {
  const counts = shapes.map((items) => u32(items.length));
  const items = shapes.flat(2).map(u32);
  return { tag: 'SHAP', payload: Buffer.concat([u32(shapes.length), u32(firstId), ...counts, ...items]) };
}

export function objectChunk(
  { typeId, layout, flags = 0 }: { typeId: number; layout: number; flags?: number },
  rowCount: number,
  columns: readonly ColumnSpec[],
): ChunkSpec {
  const head = Buffer.concat([u32(typeId), Buffer.of(layout, flags, 0, 0)]);
  return { tag: 'OBJS', payload: Buffer.concat([head, blockBytes(rowCount, columns)]) };
}

export function blockBytes(rowCount: number, columns: readonly ColumnSpec[]): Buffer {
  const stored = columns.map(storedBytes);
  const entries = columns.map(({ column, width, codec, values }, i) =>
    Buffer.concat([Buffer.of(column, width, codec, 0), u32(values.length), u32(stored[i]!.length), u32(0)]),
  );
  const data = stored.flatMap((bytes) => [bytes, zeroes(bytes.length)]);
  return Buffer.concat([
    u32(rowCount),
    Buffer.of(columns.length & 0xff, columns.length >> 8, 0, 0),
    ...entries,
    ...data,
  ]);
}

function storedBytes({ width, codec, values }: ColumnSpec): Buffer {
  const raw = littleEndian(values, width);
  if (codec === 1) return deflateSync(raw, { level: 1 });
  if (codec !== 2) return raw;
  const planes = Buffer.alloc(raw.length);
  for (let i = 0; i < raw.length; i++) planes[(i % width) * values.length + Math.floor(i / width)] = raw[i]!;
  return deflateSync(planes, { level: 1 });
}

function littleEndian(values: readonly (number | bigint)[], width: number): Buffer {
  const bytes = Buffer.alloc(values.length * width);
  for (const [i, value] of values.entries()) {
    if (width === 8) bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)), i * 8);
    else bytes.writeUIntLE(Number(value), i * width, width);
  }
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** What is missing to a multiple of eight. */
function zeroes(length: number): Buffer {
  return Buffer.alloc(-length & 7);
}
