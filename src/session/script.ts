import { readFileSync } from 'node:fs';
import { HeapshError } from '../base/errors.ts';
import { systemErrorText } from '../base/system-error.ts';

/** A line to run, and where it stands for error messages. */
export interface ScriptLine {
  readonly text: string;
  /** One-based; undefined for lines that stand nowhere, as those of -c. */
  readonly lineNumber: number | undefined;
  readonly file: string | undefined;
}

/** The lines of a file. `-` is not special: a pipe needs no name. */
export function readScript(file: string): ScriptLine[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new HeapshError(`cannot read ${file}: ${systemErrorText(error)}`, { cause: error });
  }
  return scriptLines(text, file);
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
