import { crc32 } from 'node:zlib';
import type { Task } from '../../base/task.ts';
import type { ByteSource } from '../sources/byte-source.ts';

export const MAGIC = Uint8Array.of(0x89, 0x48, 0x53, 0x48, 0x0d, 0x0a, 0x1a, 0x0a);
const HEADER_LENGTH = 16;
const MOST_PAYLOAD = 256 << 20;

export interface Chunk {
  readonly tag: string;
  /** Where the payload begins in the (decompressed) file. */
  readonly offset: number;
  readonly payload: Uint8Array;
}

/** How a file ends: whole, or at the first byte that is not as it should be. */
export type Ending =
  | { readonly kind: 'whole' }
  | { readonly kind: 'truncated' | 'damaged'; readonly offset: number; readonly reason: string };

/**
 * Gives the chunks that are whole, in order, checked; returns how the file ends. Never throws for what is in the file.
 * Holds no chunk itself.
 */
export async function* readChunks(source: ByteSource, task: Task): AsyncGenerator<Chunk, Ending> {
  const magic = await source.read(MAGIC.length);
  if (!equal(magic, MAGIC)) return damagedMagic(magic);
  for (let sequence = 0; ; sequence++) {
    task.step(source.bytesRead, source.fileSize);
    const chunk = await readChunk(source, sequence);
    if ('kind' in chunk) return asDamaged(chunk, source.damage);
    yield chunk;
    if (chunk.tag === 'DONE') return await endAfterDone(source);
  }
}

/** Where the compression is damaged, the file only seems to end. */
function asDamaged(ending: Ending, damage: string | undefined): Ending {
  if (damage === undefined || ending.kind === 'whole') return ending;
  return { kind: 'damaged', offset: ending.offset, reason: damage };
}

async function readChunk(source: ByteSource, sequence: number): Promise<Chunk | Ending> {
  const start = source.position;
  const damaged = (reason: string): Ending => ({ kind: 'damaged', offset: start, reason });
  const truncated = (reason: string): Ending => ({ kind: 'truncated', offset: start, reason });
  const header = Buffer.from(await source.read(HEADER_LENGTH));
  if (header.length === 0) return truncated('the mark at its end is missing');
  if (header.length < HEADER_LENGTH) return truncated('it ends within a chunk');
  const length = header.readUInt32LE(4);
  if (header.readUInt32LE(12) !== sequence) return damaged('a chunk is out of sequence');
  if (length > MOST_PAYLOAD) return damaged('a chunk is longer than any may be');
  const padding = -length & 7;
  const bytes = await source.read(length + padding);
  if (bytes.length < length + padding) return truncated('it ends within a chunk');
  const payload = bytes.subarray(0, length);
  if (header.readUInt32LE(8) !== checksum(header, payload)) return damaged('a checksum does not match');
  if (bytes.subarray(length).some((byte) => byte !== 0)) return damaged('padding is not zero');
  return { tag: header.toString('latin1', 0, 4), offset: start + HEADER_LENGTH, payload };
}

/** Of tag, length and sequence, then the payload. */
function checksum(header: Uint8Array, payload: Uint8Array): number {
  return crc32(payload, crc32(header.subarray(12, 16), crc32(header.subarray(0, 8))));
}

async function endAfterDone(source: ByteSource): Promise<Ending> {
  const offset = source.position;
  const more = await source.read(1);
  if (source.damage !== undefined) return { kind: 'damaged', offset, reason: source.damage };
  return more.length === 0
    ? { kind: 'whole' }
    : { kind: 'damaged', offset, reason: 'something follows its end' };
}

function damagedMagic(magic: Uint8Array): Ending {
  if (magic.length < MAGIC.length)
    return { kind: 'truncated', offset: 0, reason: 'it ends within its first eight bytes' };
  return { kind: 'damaged', offset: 0, reason: 'it was copied as text, which changes line ends' };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
