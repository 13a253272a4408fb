import { type LineState, replaced } from '../line-state.ts';

export const yanks = {
  yank: (line: LineState) => insertKill(line, line.cursor, 0),
  /** Only just after a yank: the next older cut in its place, and after the oldest the newest again. */
  'yank-pop': (line: LineState) =>
    line.last.kind === 'yank'
      ? insertKill(line, line.last.start, (line.last.index + 1) % line.kills.length)
      : line,
};

function insertKill(line: LineState, start: number, index: number): LineState {
  const text = line.kills[index];
  if (text === undefined) return line;
  return replaced(line, start, line.cursor, text, { kind: 'yank', start, index });
}
