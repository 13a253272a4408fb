import type { ScreenOutline } from '../../output/screen/screen-view.ts';
import { wrapToWidth } from '../../output/wrap-words.ts';
import type { Theme } from '../theme.ts';
import { cutEnd } from './cut.ts';
import { asTerminalDraws, glyphsOf } from './glyphs.ts';

/** A note is a sentence; one that needs more than that is cut. */
const LINES_A_NOTE = 3;

/** What is to be known about an answer, below its rows: the notes, and how exact it is. None wider than `columns`. */
export function footLines(outline: ScreenOutline, columns: number, theme: Theme): string[] {
  const { cut } = glyphsOf(theme);
  const texts = [...outline.notes, outline.provenance]
    .filter((text) => text !== '')
    .map((text) => asTerminalDraws(text, theme));
  return texts.flatMap((text) => {
    const lines = wrapToWidth(text, columns);
    const shown = lines.slice(0, LINES_A_NOTE - 1);
    if (lines.length > shown.length) shown.push(lines.slice(shown.length, LINES_A_NOTE + 1).join(' '));
    return shown.map((line) => theme.dim(cutEnd(line, columns, cut)));
  });
}
