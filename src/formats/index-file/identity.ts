import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';

/**
 * What tells one snapshot file from another, wherever it lies: its size, when it was written, and a digest of its first
 * and last mebibyte and of samples between. Who changes a byte between the samples, keeps the size and sets the time
 * back is not found out.
 */
export interface FileIdentity {
  readonly size: number;
  /** Nanoseconds since 1970, as digits. */
  readonly modified: string;
  readonly sample: string;
}

const END = 1 << 20;
const SAMPLE = 1 << 16;
const SAMPLES = 16;

/** A file whose time is nearer to now than this may be written once more within what is the same time to its file system. */
const SETTLED = 2_000;

/** Reads at most 3 MiB. Undefined: it is no regular file, or cannot be read; who opens it will say why. */
export async function identityOf(file: string): Promise<FileIdentity | undefined> {
  try {
    // Who opens a pipe waits for its writer, and takes it from who reads it next.
    if (!(await stat(file)).isFile()) return undefined;
    const handle = await open(file, 'r');
    try {
      return await identityOfOpen(handle);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined; // The reader of the snapshot tells what is wrong with the file.
  }
}

async function identityOfOpen(handle: FileHandle): Promise<FileIdentity | undefined> {
  const stats = await handle.stat({ bigint: true });
  if (!stats.isFile()) return undefined;
  const size = Number(stats.size);
  const hash = createHash('sha256');
  for (const [start, length] of samplesOf(size)) {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, start);
    hash.update(buffer.subarray(0, bytesRead));
  }
  return { size, modified: String(stats.mtimeNs), sample: hash.digest('hex') };
}

/** Where to read, and how much. */
function samplesOf(size: number): (readonly [start: number, length: number])[] {
  if (size <= 2 * END + SAMPLES * SAMPLE) return [[0, size]];
  const step = Math.floor((size - 2 * END - SAMPLE) / SAMPLES);
  const between = Array.from({ length: SAMPLES }, (_, i) => [END + (i + 1) * step, SAMPLE] as const);
  return [[0, END], ...between, [size - END, END]];
}

export function isSameFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.size === b.size && a.modified === b.modified && a.sample === b.sample;
}

/** Whether nobody can change the file any more without changing its time: not so while it may still be being written. */
export function isSettled({ modified }: FileIdentity, now = Date.now()): boolean {
  return Math.abs(now - Number(modified) / 1e6) > SETTLED;
}

/** A file name for the index of such a file. */
export function indexName({ size, modified, sample }: FileIdentity): string {
  return createHash('sha256').update(`${size} ${modified} ${sample}`).digest('hex').slice(0, 32);
}
