import type { ScreenOutline } from '../../output/screen/screen-view.ts';
import { displayWidth } from '../../output/width.ts';
import { wrapToWidth } from '../../output/wrap-words.ts';
import type { Theme } from '../theme.ts';
import { cutEnd } from './cut.ts';
import { asTerminalDraws, glyphsOf } from './glyphs.ts';

/** A note is a sentence; one that needs more than that is cut. */
const LINES_A_NOTE = 3;

/**
 * What is to be known about an answer, below its rows: the notes, and how exact it is. At most `most`, none wider than
 * `columns`; a mark tells that there is more.
 */
export function footLines(
  outline: Pick<ScreenOutline, 'notes' | 'provenance'>,
  columns: number,
  theme: Theme,
  most = Infinity,
): string[] {
  const { cut } = glyphsOf(theme);
  const texts = [...outline.notes, outline.provenance]
    .filter((text) => text !== '')
    .map((text) => asTerminalDraws(text, theme));
  const told = texts.flatMap((text) => {
    const lines = wrapToWidth(text, columns);
    const shown = lines.slice(0, LINES_A_NOTE - 1);
    if (lines.length > shown.length) shown.push(lines.slice(shown.length, LINES_A_NOTE + 1).join(' '));
    return shown.map((line) => cutEnd(line, columns, cut));
  });
  const shown = told.slice(0, most);
  const last = shown.length < told.length ? shown.pop() : undefined;
  if (last !== undefined) shown.push(goingOn(last, columns, cut));
  return shown.map((line) => theme.dim(line));
}

/** The line, of which there is more: as many of its words as leave room for the mark. */
function goingOn(line: string, columns: number, mark: string): string {
  if (line.endsWith(mark)) return line;
  const words = wrapToWidth(line, Math.max(1, columns - displayWidth(` ${mark}`)))[0]!;
  return cutEnd(`${words} ${mark}`, columns, mark);
}
