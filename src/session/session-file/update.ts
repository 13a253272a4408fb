import { brokenLines, isWildcard, withoutBlankEnd } from './answer-line.ts';
import { answerText } from './append.ts';
import { matches, type NewAnswer } from './compare.ts';
import { frontMatterLines } from './front-matter-text.ts';
import type {
  BlockPart,
  FrontMatter,
  FrontMatterPart,
  SessionFile,
  SourceRange,
  Step,
} from './session-file.ts';
import { trailerText } from './trailer.ts';

interface Edit {
  readonly range: SourceRange;
  readonly text: string;
}

/**
 * The file with today's answers, by step number, in place of those that are not so any more; everything else stays byte
 * for byte. What was written by hand gets no trailer, and its wildcards stay as long as they fit.
 */
export function updatedText(
  file: SessionFile,
  answers: ReadonlyMap<number, NewAnswer>,
  frontMatter?: FrontMatter,
): string {
  const edits: Edit[] = [];
  if (file.frontMatter !== undefined && frontMatter !== undefined) {
    edits.push(...frontMatterEdits(file.text, file.frontMatter, frontMatter));
  }
  for (const part of file.parts) {
    if (part.kind !== 'block') continue;
    for (const step of part.steps) {
      const answer = answers.get(step.number);
      if (answer !== undefined && !isUpToDate(step, answer))
        edits.push(answerEdit(file.text, part, step, answer));
    }
  }
  return withEdits(file.text, edits);
}

/** O(text), for edits in the order of their ranges. */
function withEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { range, text: replacement } of edits) {
    pieces.push(text.slice(at, range.start), replacement);
    at = range.end;
  }
  return pieces.join('') + text.slice(at);
}

function isUpToDate(step: Step, { lines, trailer }: NewAnswer): boolean {
  if (step.torn || !matches(step, brokenLines(lines))) return false;
  if (step.trailer === undefined || step.lines.some(isWildcard)) return true;
  return trailerText(step.trailer) === trailerText(trailer);
}

/** With the block's own indentation and line breaks; empty lines before the next command stay. */
function answerEdit(text: string, block: BlockPart, step: Step, answer: NewAnswer): Edit {
  const { start } = step.answerRange;
  const isByHand = step.trailer === undefined && !step.torn;
  const written = answerText(isByHand ? withoutBlankEnd(brokenLines(answer.lines)) : answer.lines);
  const lines = written === '' ? [] : written.slice(0, -1).split('\n');
  if (!isByHand) lines.push(trailerText(answer.trailer));
  if (step.torn) lines.push(block.fence);
  const lineBreak = text.slice(start - 2, start) === '\r\n' ? '\r\n' : '\n';
  const body = lines.map((line) => (line === '' ? '' : block.indent) + line + lineBreak).join('');
  // A torn command has no line break yet.
  const before = text[start - 1] === '\n' ? '' : lineBreak;
  return { range: step.answerRange, text: before + body + gapBelow(text, step.answerRange) };
}

function gapBelow(text: string, { start, end }: SourceRange): string {
  const old = text.slice(start, end);
  const body = old.trimEnd();
  if (body === '') return old;
  const lineEnd = old.indexOf('\n', body.length);
  return lineEnd < 0 ? '' : old.slice(lineEnd + 1);
}

/** Known keys take their new values where they stand, or at the end; what else is there stays. */
function frontMatterEdits(text: string, part: FrontMatterPart, values: FrontMatter): Edit[] {
  if (part.closing === undefined) return [];
  const lineBreak = text.slice(0, part.closing.start).endsWith('\r\n') ? '\r\n' : '\n';
  const edits: Edit[] = [];
  let added = '';
  for (const [key, line] of frontMatterLines(values)) {
    const range = part.keyRanges.get(key);
    if (range === undefined) added += line + lineBreak;
    else edits.push({ range, text: line });
  }
  edits.push({ range: { start: part.closing.start, end: part.closing.start }, text: added });
  return edits.sort((a, b) => a.range.start - b.range.start);
}
