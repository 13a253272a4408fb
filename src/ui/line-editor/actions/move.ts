import { nextBoundary, previousBoundary } from '../graphemes.ts';
import { type LineState, moved } from '../line-state.ts';
import { wordEnd, wordStart } from '../words.ts';

export const movements = {
  'forward-char': (line: LineState) => moved(line, nextBoundary(line.text, line.cursor)),
  'backward-char': (line: LineState) => moved(line, previousBoundary(line.text, line.cursor)),
  'forward-word': (line: LineState) => moved(line, wordEnd(line.text, line.cursor)),
  'backward-word': (line: LineState) => moved(line, wordStart(line.text, line.cursor)),
  'line-start': (line: LineState) => moved(line, 0),
  'line-end': (line: LineState) => moved(line, line.text.length),
};
