import { closeSync, openSync, readSync } from 'node:fs';

/** Where pieces of files are read to: one memory a thread, since fresh memory takes as long as the reading. */
let scratch = Buffer.alloc(0);

/**
 * Up to `length` bytes of a file, fewer at its end: a view that the next call overwrites. Its memory begins with it, so it
 * can be seen as words.
 */
export function readAt(descriptor: number, position: number, length: number): Buffer {
  if (scratch.length < length) scratch = Buffer.from(new ArrayBuffer(Math.max(length, 1 << 16)));
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, scratch, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return scratch.subarray(0, filled);
}

/** Gives what `use` makes of the opened file. */
export function withFile<T>(file: string, use: (descriptor: number) => T): T {
  const descriptor = openSync(file, 'r');
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
