import { nextBoundary, previousBoundary } from '../graphemes.ts';
import { edited, type LineState } from '../line-state.ts';
import { wordEnd, wordStart } from '../words.ts';

export const transpositions = {
  /** The characters on both sides of the cursor; at the end of the line, the last two. */
  'transpose-chars': (line: LineState) => {
    const { text, cursor } = line;
    const middle = cursor === text.length ? previousBoundary(text, cursor) : cursor;
    const start = previousBoundary(text, middle);
    return swapped(line, [start, middle], [middle, nextBoundary(text, middle)]);
  },
  /** The word before the cursor with the one behind it; at the end of the line, the last two. */
  'transpose-words': (line: LineState) => {
    const { text, cursor } = line;
    const secondEnd = wordEnd(text, cursor);
    const secondStart = wordStart(text, secondEnd);
    const firstStart = wordStart(text, secondStart);
    return swapped(line, [firstStart, wordEnd(text, firstStart)], [secondStart, secondEnd]);
  },
};

type Part = readonly [start: number, end: number];

function swapped(line: LineState, first: Part, second: Part): LineState {
  const { text } = line;
  if (first[0] === first[1] || second[0] === second[1] || first[1] > second[0]) return line;
  const between = text.slice(first[1], second[0]);
  const parts = [text.slice(0, first[0]), text.slice(...second), between, text.slice(...first)];
  return edited(line, parts.join('') + text.slice(second[1]), second[1]);
}
