import { edited, insertionRange, type LineState, lineOf, replaced } from './line-state.ts';

const ESCAPE = '\x1b';
/** Colours, as in text copied with them. */
const sequence = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, 'g');
// Control characters but the line end, and halves of surrogate pairs: neither is part of any command.
const untypable = /[^\P{Cc}\n]|\p{Cs}/gu;

/**
 * A paste at the cursor. Every line in it that is complete is to be run, the first with what stood before the cursor;
 * what follows the last line end stays, before what stood behind the cursor. Blank lines are not run. Tabs become blanks.
 */
export function pasteInto(line: LineState, pasted: string): { state: LineState; submitted: string[] } {
  const text = typable(pasted);
  const { start, end } = insertionRange(line);
  if (!text.includes('\n')) return { state: replaced(line, start, end, text), submitted: [] };
  const lines = (line.text.slice(0, start) + text).split('\n');
  const rest = lines.pop()!;
  const state = edited(lineOf('', line.kills), rest + line.text.slice(end), rest.length);
  return { state, submitted: lines.filter((each) => each.trim() !== '') };
}

/** What of a paste could have been typed, with line ends written as `\n`. */
export function typable(text: string): string {
  return text.replace(sequence, '').replace(/\r\n?/g, '\n').replaceAll('\t', ' ').replace(untypable, '');
}
