import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FormatError } from '../../base/errors.ts';
import { STANDARD_INPUT, spokenFile } from '../../base/standard-input.ts';
import type { Task } from '../../base/task.ts';
import { filePieces } from './file-pieces.ts';
import { gunzipPieces, isGzip } from './gunzip-pieces.ts';
import { openPipe, openStandardInput } from './open-stream.ts';
import { PieceSource } from './piece-source.ts';
import { StreamSource } from './stream-source.ts';

/**
 * The decompressed bytes of a file, of a pipe, or, for `-`, of standard input. Throws FormatError when there are none to
 * be read. Close it in the end.
 */
export async function openSource(file: string, task: Task): Promise<PieceSource> {
  let source: PieceSource | undefined;
  try {
    source = await openRaw(file, task);
    const prefix = await source.peek(3);
    if (prefix.length === 0) throw nothingIn(source);
    if (isGzip(prefix)) source.transform(gunzipPieces);
    return source;
  } catch (error) {
    await source?.close();
    throw asFormatError(error, file);
  }
}

async function openRaw(file: string, task: Task): Promise<PieceSource> {
  if (file === STANDARD_INPUT) return new StreamSource(file, openStandardInput(), task);
  const stats = await stat(file);
  if (stats.isFIFO()) return new StreamSource(file, openPipe(file), task);
  refuseWhatIsNoFile(stats, file);
  const piecesFrom = (position: number) => filePieces(file, stats.size, position);
  return new PieceSource(file, stats.size, piecesFrom(0), piecesFrom);
}

function refuseWhatIsNoFile(stats: Stats, file: string): void {
  const where = { file };
  if (stats.isDirectory()) {
    throw new FormatError('this is a directory', { where, hint: 'name a snapshot file in it' });
  }
  // A terminal would be waited for without end.
  if (!stats.isFile())
    throw new FormatError('this is no regular file', { where, hint: 'save the snapshot to a file first' });
}

function nothingIn({ file, isStream }: PieceSource): FormatError {
  return new FormatError(isStream ? 'nothing came' : 'the file is empty', {
    where: { file: spokenFile(file) },
    hint: isStream
      ? 'the command that was to write the snapshot into it may have failed'
      : 'the capture may have failed: capture it again',
  });
}

/** Errors of the operating system in our words; all others as they are. */
function asFormatError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (!('syscall' in error) && code !== 'ERR_INVALID_ARG_VALUE') return error;
  const [message, hint] = knownErrors[code] ?? [`the file cannot be read (${code})`, undefined];
  return new FormatError(message, { where: { file: spokenFile(file) }, hint, cause: error });
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
