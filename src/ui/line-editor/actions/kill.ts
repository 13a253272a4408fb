import { type LineState, replaced } from '../line-state.ts';
import { blankWordStart, wordEnd, wordStart } from '../words.ts';

const MOST_KILLS = 60;

/** What is cut can be yanked again; cuts that follow each other are yanked as one. */
export const kills = {
  'kill-word': (line: LineState) => killAfter(line, wordEnd(line.text, line.cursor)),
  'backward-kill-word': (line: LineState) => killBefore(line, wordStart(line.text, line.cursor)),
  'backward-kill-to-blank': (line: LineState) => killBefore(line, blankWordStart(line.text, line.cursor)),
  'kill-to-end': (line: LineState) => killAfter(line, line.text.length),
  'kill-to-start': (line: LineState) => killBefore(line, 0),
};

function killAfter(line: LineState, end: number): LineState {
  const cut = line.text.slice(line.cursor, end);
  return kill(line, line.cursor, end, (newest) => newest + cut);
}

function killBefore(line: LineState, start: number): LineState {
  const cut = line.text.slice(start, line.cursor);
  return kill(line, start, line.cursor, (newest) => cut + newest);
}

function kill(line: LineState, start: number, end: number, join: (newest: string) => string): LineState {
  if (start === end) return line;
  const [newest = '', ...older] = line.last.kind === 'kill' ? line.kills : ['', ...line.kills];
  const ring = [join(newest), ...older].slice(0, MOST_KILLS);
  return { ...replaced(line, start, end, '', { kind: 'kill' }), kills: ring };
}
