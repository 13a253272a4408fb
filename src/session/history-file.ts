import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemErrorText } from '../base/system-error.ts';

/** Only the end is read: a history of years must not delay the prompt. */
const READ_SIZE = 256 * 1024;

/** What was typed in earlier sessions. Every line is appended by itself, so several shells at once lose nothing. */
export class HistoryFile {
  readonly #file: string;
  readonly #warn: (message: string) => void;
  #isWritable = true;

  constructor(file: string, warn: (message: string) => void) {
    this.#file = file;
    this.#warn = warn;
  }

  /** Newest first, as readline wants it. */
  read(): string[] {
    try {
      return readEnd(this.#file)
        .split('\n')
        .filter((line) => line !== '')
        .reverse();
    } catch {
      return []; // No history yet, or one that may not be read: the shell works without.
    }
  }

  /** A disk that cannot be written is told once. */
  append(line: string): void {
    if (!this.#isWritable || line.trim() === '') return;
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      appendFileSync(this.#file, `${line}\n`, { mode: 0o600 });
    } catch (error) {
      this.#isWritable = false;
      this.#warn(`the history is not kept: ${this.#file}: ${systemErrorText(error)}`);
    }
  }
}

export function historyPath(environment: NodeJS.ProcessEnv): string {
  const state = environment.XDG_STATE_HOME;
  // The XDG specification says to ignore relative paths.
  const folder = state?.startsWith('/') ? state : join(homedir(), '.local', 'state');
  return join(folder, 'heapsh', 'history');
}

function readEnd(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, READ_SIZE));
    readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString('utf8');
    return size > bytes.length ? text.slice(text.indexOf('\n') + 1) : text;
  } finally {
    closeSync(descriptor);
  }
}
