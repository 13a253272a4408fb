import type { ErrorPlace, HeapshError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import type { Style } from '../style.ts';
import { visible } from '../visible.ts';
import { displayWidth } from '../width.ts';
import { wrapToWidth } from '../wrap-words.ts';

/** A line about an error: its first word set off, or all of it, or nothing. */
export interface ErrorLine {
  readonly part: 'message' | 'line' | 'caret' | 'hint';
  /** `error:`, `hint:`; else empty. */
  readonly head: string;
  readonly text: string;
}

/** What is wrong, in one line; the line that was typed with a caret under the place; what to do next. */
export function errorParts(error: HeapshError): ErrorLine[] {
  const { line, column, length } = error.where;
  const text = `${placeText(error.where)}${visible(error.message)}`;
  const lines: ErrorLine[] = [{ part: 'message', head: 'error: ', text }];
  if (line !== undefined && column !== undefined) lines.push(...caretLines(line, column, length ?? 1));
  if (error.hint !== undefined) lines.push({ part: 'hint', head: 'hint: ', text: visible(error.hint) });
  return lines;
}

/** The same, dressed. */
export function errorLines(error: HeapshError, style: Style): string[] {
  return errorParts(error).map(({ part, head, text }) => {
    if (part === 'message') return `${style.alarm(head.trimEnd())} ${text}`;
    if (part === 'hint') return `${style.dim(head.trimEnd())} ${text}`;
    return part === 'line' ? text : `${leadingBlanks(text)}${style.alarm(text.trimStart())}`;
  });
}

function leadingBlanks(text: string): string {
  return text.slice(0, text.length - text.trimStart().length);
}

/** All in one line, for errors that are not about a line of the language: `dump.heapsh: the file is empty; capture it again`. */
export function errorInOneLine(error: HeapshError): string {
  const hint = error.hint === undefined ? '' : `; ${visible(error.hint)}`;
  return `${placeText(error.where)}${visible(error.message)}${hint}`;
}

/** The same as a program tells it that is not asked for anything more, in lines of so many columns, broken between words. */
export function complaintLines(error: HeapshError, width: number): string[] {
  return wrapToWidth(`heapsh: ${errorInOneLine(error)}`, width);
}

/** `steps.hsh:3: ` for a line of a script, `dump.heapsh: byte 1,234: ` for a file that cannot be read, one behind the other where it asks for that. */
function placeText({ file, lineNumber, offset, script }: ErrorPlace): string {
  const parts: string[] = [];
  if (file !== undefined)
    parts.push(lineNumber === undefined ? visible(file) : `${visible(file)}:${lineNumber}`);
  else if (lineNumber !== undefined) parts.push(`line ${lineNumber}`);
  if (offset !== undefined) parts.push(`at byte ${formatCount(offset)}`);
  const own = parts.map((part) => `${part}: `).join('');
  return script === undefined ? own : `${placeText(script)}${own}`;
}

/** So much of a line is shown, and so much of that stands before the place: one may be a hundred thousand characters long. */
const LONGEST_LINE = 400;
const LONGEST_BEFORE = 60;

function caretLines(line: string, column: number, length: number): ErrorLine[] {
  const start = line.length <= LONGEST_LINE ? 0 : Math.max(0, column - LONGEST_BEFORE);
  const end = Math.min(line.length, start + LONGEST_LINE);
  const [open, close] = [start > 0 ? '…' : '', end < line.length ? '…' : ''];
  const before = open.length + displayWidth(visible(line.slice(start, column)));
  const under = Math.max(1, displayWidth(visible(line.slice(column, Math.min(column + length, end)))));
  return [
    { part: 'line', head: '', text: `  ${open}${visible(line.slice(start, end))}${close}` },
    { part: 'caret', head: '', text: `  ${' '.repeat(before)}${'^'.repeat(under)}` },
  ];
}
