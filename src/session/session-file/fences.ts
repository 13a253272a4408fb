/** The fence of the blocks that heapsh writes. A line of an answer that looks like one is escaped, so it need never be longer. */
export const FENCE = '```';

export interface OpenFence {
  readonly indent: string;
  readonly fence: string;
}

const opensBlock = /^( {0,3})(`{3,})[ \t]*heapsh[ \t]*$/;
const opensOther = /^( {0,3})(`{3,}|~{3,})([^\n]*)$/;
const bareFence = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;

/** A line that begins a block of commands. */
export function openingOfBlock(line: string): OpenFence | undefined {
  const match = opensBlock.exec(line);
  return match === null ? undefined : { indent: match[1]!, fence: match[2]! };
}

/** The fence of a line that begins any other block of code, as CommonMark reads it. */
export function openingOfOther(line: string): string | undefined {
  const [, , fence, info] = opensOther.exec(line) ?? [];
  if (fence === undefined || (fence[0] === '`' && info!.includes('`'))) return undefined;
  return fence;
}

/** The same character, at least as many of them, and nothing else on the line. */
export function closesFence(line: string, fence: string): boolean {
  const closing = bareFence.exec(line)?.[1];
  return closing !== undefined && closing[0] === fence[0] && closing.length >= fence.length;
}
