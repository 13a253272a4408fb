import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import type { FileLock } from './file-lock.ts';

/** Where the text of a session goes. */
export interface Transcript {
  /** Undefined: it is in memory only. */
  readonly file: string | undefined;
  /** At its end. It survives the process from then on, whatever ends that. Throws what the file system throws. */
  append(text: string): void;
  /** All that was appended. Throws what the file system throws. */
  text(): string;
  /** Puts a line in the place of one of as many bytes, should that still be there, near the beginning. */
  fill(line: string, by: string): void;
  /** The text is somewhere else now. */
  remove(): void;
  close(): void;
}

/** A comment that a digest takes the place of stands in the front matter. */
const LONGEST_HEAD = 1 << 16;

/**
 * A file that this process alone writes. It is opened for each piece anew: an editor that has put another file in its
 * place is noticed so. One that is gone is not made again, for its beginning would be missing.
 */
export class FileTranscript implements Transcript {
  readonly file: string;
  readonly #lock: FileLock;
  /** Bytes of it after what was appended last. */
  #size = Number.MAX_SAFE_INTEGER;

  constructor(file: string, lock: FileLock) {
    this.file = file;
    this.#lock = lock;
  }

  append(text: string): void {
    const descriptor = openSync(this.file, constants.O_WRONLY | constants.O_APPEND);
    try {
      writeWhole(descriptor, Buffer.from(text), null);
      this.#size = fstatSync(descriptor).size;
    } finally {
      closeSync(descriptor);
    }
  }

  text(): string {
    // A disk that is full may have taken a part of what came last.
    return readFileSync(this.file).toString('utf8', 0, this.#size);
  }

  fill(line: string, by: string): void {
    const descriptor = openSync(this.file, constants.O_RDWR);
    try {
      const head = Buffer.alloc(Math.min(LONGEST_HEAD, fstatSync(descriptor).size));
      readSync(descriptor, head, 0, head.length, 0);
      const at = head.indexOf(`\n${line}\n`);
      if (at >= 0 && Buffer.byteLength(line) === Buffer.byteLength(by)) {
        writeWhole(descriptor, Buffer.from(by), at + 1);
      }
    } finally {
      closeSync(descriptor);
    }
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }

  close(): void {
    this.#lock.release();
  }
}

function writeWhole(descriptor: number, bytes: Buffer, position: number | null): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(
      descriptor,
      bytes,
      done,
      bytes.length - done,
      position === null ? null : position + done,
    );
  }
}

/** What no file could take: it is lost with the process, unless it is saved somewhere. */
export class MemoryTranscript implements Transcript {
  readonly file = undefined;
  readonly #pieces: string[];

  constructor(text: string) {
    this.#pieces = [text];
  }

  append(text: string): void {
    this.#pieces.push(text);
  }

  text(): string {
    return this.#pieces.join('');
  }

  fill(line: string, by: string): void {
    this.#pieces[0] = this.#pieces[0]!.replace(`\n${line}\n`, () => `\n${by}\n`);
  }

  remove(): void {
    this.#pieces.length = 0;
  }

  close(): void {
    // Nothing is held.
  }
}
