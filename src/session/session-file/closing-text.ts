import type { BlockPart, FrontMatterPart, SessionFile } from './session-file.ts';
import { trailerText } from './trailer.ts';

/**
 * What to put behind a file before it is continued: it may have been cut at any byte. A torn step ends as interrupted,
 * whatever is open is closed. Empty for a file that is whole.
 */
export function closingText({ text, frontMatter, parts }: SessionFile): string {
  const end = text.endsWith('\n') || text === '' ? '' : '\n';
  const last = parts.at(-1);
  if (last === undefined)
    return frontMatter === undefined ? end : closingOfFrontMatter(text, frontMatter, end);
  if (last.kind === 'block') return last.closed ? end : closingOfBlock(text, last, end);
  return last.openFence === undefined ? end : `${end}${last.openFence}\n`;
}

function closingOfBlock(text: string, { steps, indent, fence }: BlockPart, end: string): string {
  const isTorn = steps.at(-1)?.torn ?? false;
  if (isTorn) return `${end}${indent}${trailerText({ status: 'interrupted' })}\n${indent}${fence}\n`;
  // A part of the closing fence is there already.
  const part = /^ {0,3}(`+)$/.exec(text.slice(text.lastIndexOf('\n') + 1))?.[1];
  return part === undefined || steps.length === 0
    ? `${end}${indent}${fence}\n`
    : `${fence.slice(part.length)}\n`;
}

/** A key or value that was cut is spoiled, lest a part of a count be taken for the whole. */
function closingOfFrontMatter(text: string, { closing }: FrontMatterPart, end: string): string {
  if (closing !== undefined) return end;
  const cut = text.slice(text.lastIndexOf('\n') + 1);
  if (text.includes('\n') && /^-{1,2}$/.test(cut)) return `${'-'.repeat(3 - cut.length)}\n`;
  const spoiled = cut === '' || /^\uFEFF?---$/.test(cut) ? '' : cut.includes(':') ? ' (cut off)' : ':';
  return `${spoiled}${end}---\n`;
}
