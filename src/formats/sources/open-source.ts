import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FormatError } from '../../base/errors.ts';
import { filePieces } from './file-pieces.ts';
import { gunzipPieces, isGzip } from './gunzip-pieces.ts';
import { PieceSource } from './piece-source.ts';

/** The decompressed bytes of a file. Throws FormatError when there is none to be read. Close it in the end. */
export async function openSource(file: string): Promise<PieceSource> {
  const stats = await stat(file).catch((error: unknown) => {
    throw asFormatError(error, file);
  });
  refuseWhatIsNoFile(stats, file);
  const source = new PieceSource(file, stats.size, filePieces(file, stats.size));
  try {
    if (isGzip(await source.peek(3))) source.transform(gunzipPieces);
    return source;
  } catch (error) {
    await source.close();
    throw asFormatError(error, file);
  }
}

function refuseWhatIsNoFile(stats: Stats, file: string): void {
  const where = { file };
  if (stats.isDirectory()) {
    throw new FormatError('this is a directory', { where, hint: 'name a snapshot file in it' });
  }
  // A pipe or a terminal would be waited for without end.
  if (!stats.isFile())
    throw new FormatError('this is no regular file', { where, hint: 'save the snapshot to a file first' });
  if (stats.size === 0) {
    throw new FormatError('the file is empty', {
      where,
      hint: 'the capture may have failed: capture it again',
    });
  }
}

/** Errors of the operating system in our words; all others as they are. */
function asFormatError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (!('syscall' in error) && code !== 'ERR_INVALID_ARG_VALUE') return error;
  const [message, hint] = knownErrors[code] ?? [`the file cannot be read (${code})`, undefined];
  return new FormatError(message, { where: { file }, hint, cause: error });
}

const knownErrors: Readonly<Record<string, readonly [message: string, hint: string | undefined]>> = {
  ENOENT: ['there is no such file', 'check the name; relative names start at the current directory'],
  ENOTDIR: ['there is no such file', 'a part of the path is a file, not a directory'],
  ENAMETOOLONG: ['there is no such file', 'the name is too long for one'],
  ERR_INVALID_ARG_VALUE: ['there is no such file', 'no name can have a zero byte in it'],
  ELOOP: ['there is no such file', 'it is a link that leads back to itself'],
  EACCES: [
    'the file may not be read',
    'snapshots are private to who captured them: check its owner and mode',
  ],
  EPERM: ['the file may not be read', 'snapshots are private to who captured them: check its owner and mode'],
  EIO: ['the disk could not read the file', 'copy it again from where it was captured'],
};
