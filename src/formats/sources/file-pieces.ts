import { type FileHandle, open } from 'node:fs/promises';

/** Reads are slower when smaller, and memory is held longer when larger. */
const PIECE_SIZE = 4 << 20;
/** Who begins somewhere in the file may want to go on elsewhere at once. */
const FIRST_PIECE = 64 << 10;
/** For a file that has grown, and for the read that finds the end. */
const SMALLEST = 4096;

/**
 * The file by pieces from a place on, each in memory of its own. A read never asks for more than a piece, so files may be of any size.
 * `size` is what the file had when it was looked at: pieces are no larger than that, and it may have grown since. Who goes
 * on after the first piece will go on: each of the others is read while the one before it is used.
 */
export async function* filePieces(file: string, size: number, start = 0): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  let ahead: Promise<Uint8Array> | undefined;
  try {
    const first = await readPiece(handle, size, start, FIRST_PIECE);
    if (first.length === 0) return;
    yield first;
    let position = start + first.length;
    for (;;) {
      const piece = await (ahead ?? readPiece(handle, size, position, PIECE_SIZE));
      if (piece.length === 0) return;
      position += piece.length;
      ahead = readPiece(handle, size, position, PIECE_SIZE);
      // Who comes for the piece is told that it could not be read; until then nobody is.
      ahead.catch(() => undefined);
      yield piece;
    }
  } finally {
    // A file that is closed while it is read is not closed.
    await Promise.allSettled([ahead]);
    await handle.close();
  }
}

/** At the end, no bytes. */
async function readPiece(
  handle: FileHandle,
  size: number,
  position: number,
  most: number,
): Promise<Uint8Array> {
  const length = Math.max(SMALLEST, Math.min(most, size - position));
  const piece = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await handle.read(piece, 0, length, position);
  return piece.subarray(0, bytesRead);
}
