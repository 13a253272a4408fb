import type { ScreenRow } from '../../output/screen/screen-view.ts';
import { wrapToWidth } from '../../output/wrap-words.ts';
import { inSight, rowLook, rowPieces, rowsWidth } from '../painting/flow.ts';
import { glyphsOf } from '../painting/glyphs.ts';
import { drawLine, type Piece } from '../painting/line.ts';
import { lineStyle, withoutIdleSelection } from '../painting/rows.ts';
import type { Pane, PaneState, PaneSurface, RowAt } from './pane.ts';

/** What is wrong, the line with carets under the place, what to do next. Sentences are wrapped, so that nothing of them is missed. */
export const errorPane: Pane = {
  id: 'error',
  title: 'Error',
  accepts: ({ kind }) => kind === 'error',
  keys: [],
  headLines: () => 0,
  paint: (state, rowAt, surface) => {
    const { lines, selectedLine } = wrappedRows(withoutIdleSelection(state, surface), rowAt, surface);
    const start = Math.max(0, selectedLine + 1 - surface.lines);
    const shown = lines.slice(start, start + surface.lines);
    return [...shown, ...Array<string>(surface.lines - shown.length).fill('')];
  },
  measure: rowsWidth,
};

/** `selectedLine`: where the selected row ends, or 0. */
function wrappedRows(state: PaneState, rowAt: RowAt, surface: PaneSurface) {
  const style = lineStyle(state, surface);
  const end = Math.min(state.outline.rowCount, state.top + surface.lines);
  const lines: string[] = [];
  let selectedLine = 0;
  for (let index = state.top; index < end; index++) {
    const isSelected = index === state.selected;
    for (const pieces of linesOf(rowAt(index), state.shift, surface))
      lines.push(drawLine(pieces, isSelected, style));
    if (isSelected) selectedLine = lines.length - 1;
  }
  return { lines, selectedLine };
}

/** What is set off from the margin is a line that was typed, or the carets below it: those must stay below each other. */
function linesOf(row: ScreenRow | undefined, shift: number, surface: PaneSurface): readonly Piece[][] {
  if (row === undefined) return [[{ text: glyphsOf(surface.theme).cut, look: 'dim' }]];
  const text = row.cells[0] ?? '';
  if (text.startsWith(' ')) {
    const look = /^ +\^+ *$/.test(text) ? 'alarm' : rowLook(row);
    return [inSight(look === 'alarm' ? [{ text, look }] : rowPieces(row), shift, surface)];
  }
  return wrapToWidth(text, surface.columns).map((line, i) =>
    inSight(sentencePieces(line, i, row), 0, surface),
  );
}

/** Only the word in front is in colour: a paragraph of it would be loud, and no easier to read. */
function sentencePieces(line: string, i: number, row: ScreenRow): Piece[] {
  const word = i === 0 ? /^(?:error|hint):/.exec(line)?.[0] : undefined;
  if (word === undefined) return [{ text: line, look: rowLook(row) }];
  return [
    { text: word, look: word === 'error:' ? 'alarm' : 'accent' },
    { text: line.slice(word.length), look: 'plain' },
  ];
}
