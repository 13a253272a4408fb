import { insertionRange, type LineState, replaced } from '../line-state.ts';

/** Typed text at the cursor. What is typed without a pause for other keys is undone as one. */
export function insert(line: LineState, text: string): LineState {
  if (text === '') return line;
  const { start, end } = insertionRange(line);
  return replaced(line, start, end, text, { kind: 'typing' });
}
