import { type LineState, replaced } from '../line-state.ts';

/** Typed text at the cursor. What is typed without a pause for other keys is undone as one. */
export function insert(line: LineState, text: string): LineState {
  return text === '' ? line : replaced(line, line.cursor, line.cursor, text, { kind: 'typing' });
}
