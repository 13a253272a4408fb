import { closesFence, type OpenFence, openingOfBlock } from './fences.ts';
import type { BlockPart, Problem, Step } from './session-file.ts';
import { isCut, type SourceLine } from './source-lines.ts';
import { isTrailerLine, parseTrailer } from './trailer.ts';

export const PROMPT = '> ';

/** The block that the line at `start` opens, and the index of the first line behind it. */
export function parseBlock(
  lines: readonly SourceLine[],
  start: number,
  firstNumber: number,
  problems: Problem[],
): { block: BlockPart; next: number } {
  const opening = openingOfBlock(lines[start]!.text)!;
  const end = endOfBlock(lines, start + 1, opening);
  const closing = lines[end];
  const closed = closing !== undefined && closesFence(closing.text, opening.fence);
  if (!closed) problems.push({ lineNumber: lines[start]!.number, message: 'this block is never closed' });
  const next = closed ? end + 1 : end;
  const steps = parseSteps(lines.slice(start + 1, end), opening.indent, firstNumber, problems);
  const block: BlockPart = {
    kind: 'block',
    range: { start: lines[start]!.start, end: lines[next - 1]!.next },
    lineNumber: lines[start]!.number,
    ...opening,
    steps: closing === undefined ? withTornEnd(steps) : steps,
    closed,
  };
  return { block, next };
}

/** The text stops within this block: without a trailer nobody knows whether its last answer is whole. */
function withTornEnd(steps: readonly Step[]): readonly Step[] {
  const last = steps.at(-1);
  return last === undefined || last.trailer !== undefined
    ? steps
    : [...steps.slice(0, -1), { ...last, torn: true }];
}

/** Another block's beginning ends one that was never closed: its steps are not part of an answer. */
function endOfBlock(lines: readonly SourceLine[], start: number, { fence }: OpenFence): number {
  let end = start;
  while (end < lines.length) {
    const { text } = lines[end]!;
    const inner = openingOfBlock(text)?.fence;
    if (closesFence(text, fence) || (inner !== undefined && inner.length >= fence.length)) break;
    end++;
  }
  return end;
}

function parseSteps(
  lines: readonly SourceLine[],
  indent: string,
  firstNumber: number,
  problems: Problem[],
): Step[] {
  const texts = lines.map((line) => withoutIndent(line.text, indent));
  const starts = texts.flatMap((text, i) => (text.startsWith(PROMPT) ? [i] : []));
  const orphan = texts.slice(0, starts[0]).findIndex((text) => text.trim() !== '');
  if (orphan >= 0) {
    problems.push({ lineNumber: lines[orphan]!.number, message: 'this line belongs to no command' });
  }
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? lines.length;
    return parseStep(lines.slice(start, end), texts.slice(start, end), firstNumber + i, problems);
  });
}

function withoutIndent(line: string, indent: string): string {
  let start = 0;
  while (start < indent.length && line[start] === ' ') start++;
  return line.slice(start);
}

/**
 * What the text stops in may be a part of the real trailer, `=> rows=2` of 213, but not when a blank ends it: the answer
 * was complete, and its digest was still being computed.
 */
function hasWholeWords(trailer: string): boolean {
  return /^=>(?: \S+)+ $/.test(trailer);
}

/** A command, its answer and its trailer. Of several trailers the last holds: a torn one has an `=> interrupted` below it. */
function parseStep(
  lines: readonly SourceLine[],
  texts: readonly string[],
  number: number,
  problems: Problem[],
): Step {
  const tell = (i: number, message: string) => problems.push({ lineNumber: lines[i]!.number, message });
  const answerEnd = texts.findIndex(isTrailerLine);
  const trailerIndex = texts.findLastIndex(
    (text, i) => isTrailerLine(text) && (!isCut(lines[i]!) || hasWholeWords(text)),
  );
  if (trailerIndex >= 0) {
    const stray = texts.findIndex((text, i) => i > trailerIndex && text.trim() !== '' && !isCut(lines[i]!));
    if (stray >= 0) tell(stray, 'this line stands behind the end of an answer');
  }
  return {
    number,
    command: texts[0]!.slice(PROMPT.length),
    lineNumber: lines[0]!.number,
    lines: texts.slice(1, answerEnd < 0 ? texts.length : answerEnd),
    trailer:
      trailerIndex < 0
        ? undefined
        : parseTrailer(texts[trailerIndex]!, (message) => tell(trailerIndex, message)),
    answerRange: { start: lines[0]!.next, end: lines.at(-1)!.next },
    torn: false,
  };
}
