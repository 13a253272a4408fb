import { type LineState, replaced } from '../line-state.ts';
import { wordEnd } from '../words.ts';

/** They change what is left of the word, and go behind it. */
export const caseChanges = {
  'upcase-word': (line: LineState) => changeWord(line, (word) => word.toUpperCase()),
  'downcase-word': (line: LineState) => changeWord(line, (word) => word.toLowerCase()),
  'capitalise-word': (line: LineState) => changeWord(line, capitalised),
};

function changeWord(line: LineState, change: (word: string) => string): LineState {
  const end = wordEnd(line.text, line.cursor);
  return replaced(line, line.cursor, end, change(line.text.slice(line.cursor, end)));
}

function capitalised(word: string): string {
  return word.toLowerCase().replace(/[\p{L}\p{N}]/u, (first) => first.toUpperCase());
}
