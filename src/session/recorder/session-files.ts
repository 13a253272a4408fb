import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HeapshError } from '../../base/errors.ts';
import { makeFolder } from '../../base/make-folder.ts';
import { systemErrorText } from '../../base/system-error.ts';
import { closingText } from '../session-file/closing-text.ts';
import { FORMAT_VERSION } from '../session-file/front-matter-text.ts';
import { parseSessionFile } from '../session-file/parse.ts';
import type { SessionFile } from '../session-file/session-file.ts';
import { sessionText } from '../session-file/session-text.ts';
import { FileLock } from './file-lock.ts';
import { placeWhole } from './place-whole.ts';
import { FileTranscript } from './transcript.ts';

/** Sessions that begin in the same second on the same snapshot. */
const MOST_ALIKE = 100;

/** `2026-11-22-164740-pylint.md`: unique but for shells that start in the same second, and sorted by name they are sorted by time. */
export function automaticName(date: Date, snapshot: string): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = two(date.getHours()) + two(date.getMinutes()) + two(date.getSeconds());
  return `${day}-${time}-${snapshot.replace(/[^\w.-]+/g, '_').slice(0, 60)}.md`;
}

/** A new file; should there be one of that name, -2, -3, … tell it apart. Throws what the file system throws. */
export function createAutomatically(file: string, head: string): FileTranscript {
  makeFolder(dirname(file));
  for (let number = 1; ; number++) {
    const name = number === 1 ? file : file.replace(/\.md$/, `-${number}.md`);
    try {
      return created(name, head);
    } catch (error) {
      if (number === MOST_ALIKE || !(isThere(error) || error instanceof HeapshError)) throw error;
    }
  }
}

/** It holds values of the program: for this user's eyes only, wherever it is. */
const PRIVATE = 0o600;

function created(file: string, head: string): FileTranscript {
  const lock = FileLock.take(file);
  try {
    closeSync(openSync(file, 'wx', PRIVATE));
    const transcript = new FileTranscript(file, lock);
    transcript.append(head);
    return transcript;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * A file that the user has named: begun, or continued when it is a session that is there already, which is given as it was;
 * a torn end is closed. Throws HeapshError.
 */
export function openNamed(
  file: string,
  head: () => string,
): { readonly transcript: FileTranscript; readonly before: SessionFile | undefined } {
  return orTold(`cannot record to ${file}`, () => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return { transcript: created(file, head()), before: undefined };
    if (!stat.isFile())
      throw noSession(file, stat.isDirectory() ? 'it is a folder' : 'it is no file to write to');
    const lock = FileLock.take(file);
    try {
      return continued(new FileTranscript(file, lock), head);
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

function continued(transcript: FileTranscript, head: () => string) {
  const { text } = sessionText(readFileSync(transcript.file));
  if (text === '') {
    transcript.append(head());
    return { transcript, before: undefined };
  }
  const before = parseSessionFile(text);
  const version = before.frontMatter?.values.formatVersion;
  if (version === undefined) throw noSession(transcript.file, 'it is no session of heapsh');
  if (version > FORMAT_VERSION) throw noSession(transcript.file, 'a newer heapsh has written it');
  transcript.append(closingText(before));
  return { transcript, before };
}

/** A new file with this text, which is there whole or not at all. Throws HeapshError, also when there is such a file. */
export function createNamed(file: string, text: string): FileTranscript {
  return orTold(`cannot save to ${file}`, () => {
    const lock = FileLock.take(file);
    const unfinished = join(dirname(file), `.heapsh-${process.pid}.part`);
    try {
      // One that was left behind may be for all to read.
      rmSync(unfinished, { force: true });
      writeFileSync(unfinished, text, { flag: 'wx', mode: PRIVATE });
      if (!placeWhole(unfinished, file)) throw isThereAlready(file);
      return new FileTranscript(file, lock);
    } catch (error) {
      lock.release();
      throw error;
    } finally {
      rmSync(unfinished, { force: true });
    }
  });
}

function isThereAlready(file: string): HeapshError {
  return new HeapshError(`${file} is there already`, {
    hint: 'choose another name; record FILE goes on in a session that is there',
  });
}

function orTold<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof HeapshError) throw error;
    throw new HeapshError(`${what}: ${systemErrorText(error)}`, { cause: error });
  }
}

function noSession(file: string, why: string): HeapshError {
  return new HeapshError(`cannot record to ${file}: ${why}`, { hint: 'choose a new file' });
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
