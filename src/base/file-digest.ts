import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Task } from './task.ts';
import type { Job } from './team.ts';

/** The SHA-256 of a file's bytes, in hexadecimal digits; read in pieces, so a file of any size takes no memory. Throws what `node:fs` throws. */
export async function fileDigest(file: string, task: Task): Promise<string> {
  const { size } = await stat(file);
  const hash = createHash('sha256');
  let done = 0;
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer);
    done += (piece as Buffer).length;
    task.step(done, Math.max(size, done));
  }
  return hash.digest('hex');
}

const PIECE = 1 << 20;

/** The same for who waits for it anyway: nothing else is done meanwhile. */
export function fileDigestNow(file: string, task: Task): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(PIECE);
    let done = 0;
    for (let length = readSync(descriptor, piece); length > 0; length = readSync(descriptor, piece)) {
      hash.update(piece.subarray(0, length));
      done += length;
      task.step(done, Math.max(size, done));
    }
    return hash.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}

/** The same in another thread. */
export const digestFile: Job<{ readonly file: string }, string> = {
  name: 'file digest',
  run: ({ file }, task) => fileDigestNow(file, task),
};
