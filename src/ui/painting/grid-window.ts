import type { PaneState, PaneSurface } from '../panes/pane.ts';
import { glyphsOf } from './glyphs.ts';
import { layOutGrid } from './grid-layout.ts';
import { type GridWindow, splitColumns } from './grid-line.ts';
import { firstColumn } from './row-numbers.ts';

export function gridWindow(
  { answer, outline, widths, shift }: PaneState,
  { columns, theme }: Pick<PaneSurface, 'columns' | 'theme'>,
): GridWindow {
  const digits = String(Math.max(0, outline.rowCount - 1)).length;
  const { numberWidth, room } = splitColumns(columns, digits);
  const first = firstColumn(outline.columns);
  const layout = layOutGrid(outline.columns, widths, { first, room, command: answer.command });
  const mark = glyphsOf(theme).cut;
  return { columns: outline.columns, layout, numberWidth, room: layout.room, shift, mark };
}
