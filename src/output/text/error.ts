import type { HeapshError } from '../../base/errors.ts';
import type { Style } from '../style.ts';
import { visible } from '../visible.ts';
import { displayWidth } from '../width.ts';

/** What is wrong, in one line; the line that was typed with a caret under the place; what to do next. */
export function errorLines(error: HeapshError, style: Style): string[] {
  const { line, column, length } = error.where;
  const lines = [`${style.alarm('error:')} ${placeText(error)}${visible(error.message)}`];
  if (line !== undefined && column !== undefined) lines.push(...caretLines(line, column, length ?? 1, style));
  if (error.hint !== undefined) lines.push(`${style.dim('hint:')} ${visible(error.hint)}`);
  return lines;
}

/** `steps.hsh:3: ` for a line of a script. Errors of files name the file in their message. */
function placeText({ where: { file, lineNumber } }: HeapshError): string {
  if (lineNumber === undefined) return '';
  return file === undefined ? `line ${lineNumber}: ` : `${visible(file)}:${lineNumber}: `;
}

function caretLines(line: string, column: number, length: number, style: Style): string[] {
  const before = displayWidth(visible(line.slice(0, column)));
  const under = Math.max(1, displayWidth(visible(line.slice(column, column + length))));
  return [`  ${visible(line)}`, `  ${' '.repeat(before)}${style.alarm('^'.repeat(under))}`];
}
