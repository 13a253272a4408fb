import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

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
/** What is shorter is read whole. */
const LONGEST = 2 * END + SAMPLES * SAMPLE;

/** A file whose time is nearer to now than this may be written once more within what is the same time to its file system. */
const SETTLED = 2_000;

/**
 * Reads at most 3 MiB, in some twenty pieces: at once, since waiting for each by itself takes longer than the reading.
 * Undefined: it is no regular file, or cannot be read; who opens it will say why.
 */
export function identityOf(file: string): FileIdentity | undefined {
  try {
    // Who opens a pipe waits for its writer, and takes it from who reads it next.
    if (!statSync(file).isFile()) return undefined;
    const descriptor = openSync(file, 'r');
    try {
      return identityOfOpen(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined; // The reader of the snapshot tells what is wrong with the file.
  }
}

function identityOfOpen(descriptor: number): FileIdentity | undefined {
  const stats = fstatSync(descriptor, { bigint: true });
  if (!stats.isFile()) return undefined;
  const size = Number(stats.size);
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(LONGEST);
  for (const [start, length] of samplesOf(size)) {
    const bytesRead = readSync(descriptor, piece, 0, length, start);
    hash.update(piece.subarray(0, bytesRead));
  }
  return { size, modified: String(stats.mtimeNs), sample: hash.digest('hex') };
}

/** Where to read, and how much. */
function samplesOf(size: number): (readonly [start: number, length: number])[] {
  if (size <= LONGEST) return [[0, size]];
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
