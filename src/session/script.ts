import { closeSync, openSync, readSync } from 'node:fs';
import { HeapshError } from '../base/errors.ts';
import { systemErrorText } from '../base/system-error.ts';
import { parseSessionFile } from './session-file/parse.ts';
import { hasBlocks, stepsOf } from './session-file/session-file.ts';

/** A line to run, and where it stands for error messages. */
export interface ScriptLine {
  readonly text: string;
  /** One-based; undefined for lines that stand nowhere, as those of -c. */
  readonly lineNumber: number | undefined;
  readonly file: string | undefined;
  /** What `$arg1`, `$arg2`, … stand for; undefined: the line is of no script, and they mean nothing. */
  readonly arguments?: readonly string[];
}

/** Nobody writes more; /dev/zero has no end. */
const LONGEST_SCRIPT = 16 << 20;

/** The lines of a file, with what it was given. `-` is not special: a pipe needs no name. Throws HeapshError. */
export function readScript(file: string, given: readonly string[] = []): ScriptLine[] {
  let bytes: Uint8Array;
  try {
    bytes = readBeginning(file, LONGEST_SCRIPT + 1);
  } catch (error) {
    throw new HeapshError(`cannot read ${file}: ${systemErrorText(error)}`, { cause: error });
  }
  if (bytes.length > LONGEST_SCRIPT) {
    throw new HeapshError(`cannot read ${file}: it is too long for a script`, {
      hint: 'scripts are text of at most 16 MiB; `open` opens a snapshot',
    });
  }
  const lines = scriptLines(new TextDecoder().decode(bytes), file);
  return lines.map((line) => ({ ...line, arguments: given }));
}

/** Piece by piece, for what tells no size beforehand: `-f <(…)`. */
function readBeginning(file: string, most: number): Uint8Array {
  const descriptor = openSync(file, 'r');
  try {
    const pieces: Uint8Array[] = [];
    for (let length = 0; length < most; ) {
      const piece = Buffer.alloc(Math.min(1 << 16, most - length));
      const count = readSync(descriptor, piece);
      if (count === 0) break;
      pieces.push(piece.subarray(0, count));
      length += count;
    }
    return Buffer.concat(pieces);
  } finally {
    closeSync(descriptor);
  }
}

/** Every line of a plain script; of a text with blocks of commands these alone, as a replay reads them. */
export function scriptLines(text: string, file: string | undefined): ScriptLine[] {
  const session = parseSessionFile(text);
  if (!hasBlocks(session)) return plainLines(text).map((line) => ({ ...line, file }));
  return stepsOf(session).map(({ command, lineNumber }) => ({ text: command, lineNumber, file }));
}

/** All lines, however they end, without a byte order mark. */
export function plainLines(text: string): { readonly text: string; readonly lineNumber: number }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ text: line, lineNumber: i + 1 }));
}
