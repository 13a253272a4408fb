import { nextBoundary, previousBoundary } from '../graphemes.ts';
import { type LineState, replaced } from '../line-state.ts';

export const deletions = {
  'delete-char': (line: LineState) => replaced(line, line.cursor, nextBoundary(line.text, line.cursor), ''),
  'backward-delete-char': (line: LineState) =>
    replaced(line, previousBoundary(line.text, line.cursor), line.cursor, ''),
};
