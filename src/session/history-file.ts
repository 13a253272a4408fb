import { closeSync, fstatSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../base/make-folder.ts';
import { systemErrorText } from '../base/system-error.ts';
import { trimHistory } from './history-trim.ts';
import { stateFolder } from './state-folder.ts';

/** In bytes: the end that is read, for a history of years must not delay the prompt, and the file that is trimmed to it. */
export interface HistorySizes {
  readonly kept: number;
  readonly most: number;
}

const usualSizes: HistorySizes = { kept: 256 * 1024, most: 1024 * 1024 };

/** Stands for a line end within a line; nobody can type it. */
const LINE_END = '\v';
/** Some file systems number a file anew whenever it is opened. */
const MOST_TRIES = 5;

/** What was typed in earlier sessions. Lines are appended as they are run, so several shells at once lose nothing. */
export class HistoryFile {
  readonly #file: string;
  readonly #warn: (message: string) => void;
  readonly #sizes: HistorySizes;
  #isWritable = true;
  #isTrimmable = true;

  constructor(file: string, warn: (message: string) => void, sizes = usualSizes) {
    this.#file = file;
    this.#warn = warn;
    this.#sizes = sizes;
  }

  /** Newest first, as readline wants it. */
  read(): string[] {
    try {
      return readEnd(this.#file, this.#sizes.kept)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.replaceAll(LINE_END, '\n'))
        .reverse();
    } catch {
      return []; // No history yet, or one that may not be read: the shell works without.
    }
  }

  append(line: string): void {
    this.appendAll([line]);
  }

  /** In one write. A disk that cannot be written is told once. */
  appendAll(lines: readonly string[]): void {
    const kept = lines.filter((line) => line.trim() !== '');
    if (!this.#isWritable || kept.length === 0) return;
    try {
      makeFolder(dirname(this.#file));
      const text = kept.map((line) => `${line.replaceAll('\n', LINE_END)}\n`).join('');
      const size = appendText(this.#file, text);
      if (size > this.#sizes.most) this.#trim();
    } catch (error) {
      this.#isWritable = false;
      this.#warn(`the history is not kept: ${this.#file}: ${systemErrorText(error)}`);
    }
  }

  #trim(): void {
    if (!this.#isTrimmable) return;
    try {
      trimHistory(this.#file, this.#sizes.kept, appendText);
    } catch {
      this.#isTrimmable = false; // Its folder cannot be written, say: the file grows, and nothing else is amiss.
    }
  }
}

export function historyPath(environment: NodeJS.ProcessEnv): string {
  return join(stateFolder(environment), 'history');
}

/**
 * Appends in one write, which no other can divide, and tells the size of the file then. Should another shell have put a
 * trimmed file in the place of this one meanwhile, the text may not be in that, and is appended to it as well.
 */
function appendText(file: string, text: string): number {
  const bytes = Buffer.from(text);
  for (let tries = 1; ; tries++) {
    const descriptor = openSync(file, 'a', 0o600);
    try {
      writeFileSync(descriptor, bytes);
      const { ino, size } = fstatSync(descriptor);
      const isCurrent = statSync(file, { throwIfNoEntry: false })?.ino === ino;
      if (isCurrent || tries === MOST_TRIES) return size;
    } finally {
      closeSync(descriptor);
    }
  }
}

function readEnd(file: string, most: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, most));
    readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString('utf8');
    return size > bytes.length ? text.slice(text.indexOf('\n') + 1) : text;
  } finally {
    closeSync(descriptor);
  }
}
