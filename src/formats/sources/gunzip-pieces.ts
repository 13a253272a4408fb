import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';

const PIECE_SIZE = 1 << 20;

/** Whether the file is compressed as a whole: by content, never by name. */
export function isGzip(prefix: Uint8Array): boolean {
  return prefix[0] === 0x1f && prefix[1] === 0x8b && prefix[2] === 8;
}

/**
 * Inflates on the fly, in zlib's own threads and no further ahead than a piece. Ends early, without an error, when the
 * input does; throws zlib's error when it is damaged.
 */
export async function* gunzipPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: PIECE_SIZE, finishFlush: constants.Z_SYNC_FLUSH });
  // The error comes out of the loop below; the pipeline only has to be told that somebody knows.
  pipeline(Readable.from(pieces, { objectMode: false }), gunzip, () => undefined);
  for await (const piece of gunzip) yield piece;
}
