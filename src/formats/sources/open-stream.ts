import { constants, createReadStream, fstatSync, openSync, type Stats } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';

const STDIN = 0;
const PIECE_SIZE = 1 << 20;

/** Standard input. Read by itself, not as `process.stdin`, which the engine's thread has no part in. */
export function openStandardInput(): Readable {
  if (isWaitedFor(fstatSync(STDIN))) return new Socket({ fd: STDIN, readable: true, writable: false });
  // A file, from where whoever had it before us has left off.
  return createReadStream('', { fd: STDIN, autoClose: false, highWaterMark: PIECE_SIZE });
}

/** A named pipe; what a shell puts in the place of `<(…)` is one. Throws what `node:fs` throws. */
export function openPipe(file: string): Readable {
  // Else it would be waited for in a way that nobody can interrupt, until somebody writes.
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

/** Its bytes may be long in coming: to read them as a file's would occupy a thread that cannot be had back. */
function isWaitedFor(stats: Stats): boolean {
  return stats.isFIFO() || stats.isSocket();
}
