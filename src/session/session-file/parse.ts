import { closesFence, openingOfBlock, openingOfOther } from './fences.ts';
import { parseFrontMatter } from './front-matter.ts';
import { parseBlock } from './parse-block.ts';
import type { Part, Problem, SessionFile } from './session-file.ts';
import { type SourceLine, sourceLines } from './source-lines.ts';

/**
 * Reads a session file. Any text is one: what is not as the format says is told in `problems`, and a file that was cut
 * anywhere keeps every step that was whole. Takes a byte order mark and both kinds of line breaks. O(n).
 */
export function parseSessionFile(text: string): SessionFile {
  const problems: Problem[] = [];
  const lines = sourceLines(text);
  const front = parseFrontMatter(lines, problems);
  const parts: Part[] = [];
  let stepCount = 0;
  for (let at = front?.next ?? 0; at < lines.length; ) {
    const prose = parseProse(lines, at, problems);
    if (prose.next > at) {
      const range = { start: lines[at]!.start, end: lines[prose.next - 1]!.next };
      parts.push({ kind: 'prose', range, openFence: prose.openFence });
    }
    at = prose.next;
    if (at === lines.length) break;
    const { block, next } = parseBlock(lines, at, stepCount + 1, problems);
    parts.push(block);
    stepCount += block.steps.length;
    at = next;
  }
  return { text, frontMatter: front?.part, parts, problems };
}

/**
 * As far as the next block of commands. Other blocks of code may quote one when their own fence is longer; a fence that
 * somebody forgot to close costs no step.
 */
function parseProse(
  lines: readonly SourceLine[],
  start: number,
  problems: Problem[],
): { next: number; openFence: string | undefined } {
  let open: { readonly fence: string; readonly lineNumber: number } | undefined;
  const tellOpen = () => {
    if (open === undefined) return;
    problems.push({ lineNumber: open.lineNumber, message: 'this block of code is never closed' });
  };
  let at = start;
  for (; at < lines.length; at++) {
    const { text, number } = lines[at]!;
    const block = openingOfBlock(text);
    if (block !== undefined && !quotes(open?.fence, block.fence)) break;
    if (open !== undefined) {
      if (closesFence(text, open.fence)) open = undefined;
    } else {
      const fence = openingOfOther(text);
      if (fence !== undefined) open = { fence, lineNumber: number };
    }
  }
  tellOpen();
  return { next: at, openFence: at === lines.length ? open?.fence : undefined };
}

function quotes(outer: string | undefined, inner: string): boolean {
  return outer !== undefined && (outer[0] !== inner[0] || outer.length > inner.length);
}
