import { brokenLines, escapeAnswerLine } from './answer-line.ts';
import { FENCE } from './fences.ts';
import { frontMatterText } from './front-matter-text.ts';
import { PROMPT } from './parse-block.ts';
import type { FrontMatter } from './session-file.ts';
import { type Trailer, trailerText } from './trailer.ts';

// Each of these is a text to put at the end of a file that is whole, or that `closingText` has closed; each leaves it so
// that another may follow, and the first three, one behind the other, are one recorded step.

/** The beginning of a new file. */
export function headText(values: FrontMatter, title: string | undefined): string {
  const heading = title === undefined ? '' : `\n# ${inOneLine(title)}\n`;
  return frontMatterText(values) + heading;
}

/** A command, to be on disk before its answer is shown. */
export function commandText(command: string): string {
  return `\n${FENCE}heapsh\n${PROMPT}${command.replace(/[\r\n]+/g, ' ')}\n`;
}

/** The lines of an answer, in as many pieces as they come. */
export function answerText(lines: Iterable<string>): string {
  return brokenLines(lines)
    .map((line) => `${escapeAnswerLine(line)}\n`)
    .join('');
}

/** The end of a step. */
export function endText(trailer: Trailer): string {
  return `${trailerText(trailer)}\n${FENCE}\n`;
}

/** A note is prose of any number of lines. One that looks like a fence is kept from being one. */
export function noteText(note: string): string {
  const lines = brokenLines([note]).map((line) => line.replace(/^( {0,3})(?=`{3}|~{3})/, '$1\\'));
  return `\n${lines.join('\n').trimEnd()}\n`;
}

function inOneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
