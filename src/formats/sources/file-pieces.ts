import { open } from 'node:fs/promises';

/** Reads are slower when smaller, and memory is held longer when larger. */
const PIECE_SIZE = 4 << 20;
/** Who begins somewhere in the file may want to go on elsewhere at once. */
const FIRST_PIECE = 64 << 10;
/** For a file that has grown, and for the read that finds the end. */
const SMALLEST = 4096;

/**
 * The file by pieces from a place on, each in memory of its own. A read never asks for more than a piece, so files may be of any size.
 * `size` is what the file had when it was looked at: pieces are no larger than that, and it may have grown since.
 */
export async function* filePieces(file: string, size: number, start = 0): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    let most = FIRST_PIECE;
    for (let position = start; ; most = PIECE_SIZE) {
      const length = Math.max(SMALLEST, Math.min(most, size - position));
      const piece = Buffer.allocUnsafeSlow(length);
      const { bytesRead } = await handle.read(piece, 0, length, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
