import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HeapshError } from '../../base/errors.ts';
import { systemErrorText } from '../../base/system-error.ts';
import { FileLock } from '../recorder/file-lock.ts';
import { readBytes } from './replay-source.ts';

/**
 * Puts a text in the place of a file's, whole or not at all; its mode stays, and a link to it stays a link. Throws HeapshError when
 * somebody writes it now, or it is not any more what was read of it.
 */
export function rewriteFile(file: string, readBefore: Uint8Array, text: string): void {
  try {
    const lock = FileLock.take(file);
    try {
      replace(realpathSync(file), readBefore, text);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof HeapshError) throw error;
    throw new HeapshError(`cannot write ${file}: ${systemErrorText(error)}`, { cause: error });
  }
}

function replace(file: string, readBefore: Uint8Array, text: string): void {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.new`);
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    try {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
      fchmodSync(descriptor, statSync(file).mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (!Buffer.from(readBefore).equals(readBytes(file))) {
      throw new HeapshError(`${file} has changed while it was replayed; nothing was written`, {
        hint: 'replay it again',
      });
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
