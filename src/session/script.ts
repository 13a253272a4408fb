import { closeSync, openSync, readSync } from 'node:fs';
import { HeapshError } from '../base/errors.ts';
import { systemErrorText } from '../base/system-error.ts';

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

/** Every line of a plain script; of a Markdown session only the commands, which are the `> ` lines in ```heapsh blocks. */
export function scriptLines(text: string, file: string | undefined): ScriptLine[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ text: line, lineNumber: i + 1, file }));
  return lines.some((line) => opensBlock.test(line.text)) ? sessionCommands(lines) : lines;
}

const opensBlock = /^ {0,3}```+\s*heapsh\s*$/;
const closesBlock = /^ {0,3}```+\s*$/;

function sessionCommands(lines: readonly ScriptLine[]): ScriptLine[] {
  const commands: ScriptLine[] = [];
  let inBlock = false;
  for (const line of lines) {
    if (!inBlock) inBlock = opensBlock.test(line.text);
    else if (closesBlock.test(line.text)) inBlock = false;
    else if (line.text.startsWith('> ')) commands.push({ ...line, text: line.text.slice(2) });
  }
  return commands;
}
