import type { ScreenColumn, ScreenOutline, ScreenRow } from '../../../src/output/screen/screen-view.ts';
import { displayWidth } from '../../../src/output/width.ts';
import { paneFor } from '../../../src/ui/panes/index.ts';
import type { PaneState, PaneSurface, RowAt } from '../../../src/ui/panes/pane.ts';
import { paneStateOf } from '../../../src/ui/panes/pane-state.ts';
import { themeFor } from '../../../src/ui/themes/index.ts';

export const dark = themeFor({ depth: 256, unicode: true });
export const ascii = themeFor({ depth: 'none', unicode: false });

export function column(name: string, more: Partial<ScreenColumn> = {}): ScreenColumn {
  const none = { alignRight: false, width: 0, least: 0, dim: false, isWide: false, cutsStart: false };
  return { name, label: name, ...none, ...more };
}

export function row(cells: readonly string[], more: Partial<ScreenRow> = {}): ScreenRow {
  const none = { role: 'row', branch: '', fold: 'none', share: undefined, standsFor: 'one' } as const;
  return { cells, ...none, ...more };
}

export interface Scene {
  readonly state: PaneState;
  readonly rowAt: RowAt;
}

export function changed({ state, rowAt }: Scene, change: Partial<PaneState>): Scene {
  return { state: { ...state, ...change }, rowAt };
}

/** An answer whose rows have all been seen. */
export function scene(
  outline: Partial<ScreenOutline> & Pick<ScreenOutline, 'kind' | 'columns'>,
  rows: readonly ScreenRow[],
  command = 'hist',
): Scene {
  const rowCount = rows.length;
  const whole = { rowCount, total: rowCount, totals: '', notes: [], provenance: '', ...outline };
  const state = paneStateOf({ view: 1, number: 3, command, outline: whole, milliseconds: 4 });
  const widths = paneFor(whole).measure(state, rows);
  return { state: { ...state, widths }, rowAt: (index) => rows[index] };
}

export function surface(columns: number, lines: number, more: Partial<PaneSurface> = {}): PaneSurface {
  return { columns, lines, theme: dark, hasFocus: true, ...more };
}

/** With its SGR sequences. */
export function painted({ state, rowAt }: Scene, on: PaneSurface): string[] {
  return paneFor(state.outline).paint(state, rowAt, on);
}

/** As a person reads it, up to the last line that is not empty; blanks at the ends of lines are not seen. */
export function seen(scene: Scene, on: PaneSurface): string {
  return `\n${painted(scene, on)
    .map((line) => plain(line).trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
const sgr = /\x1b\[[0-9;]*m/g;

export function plain(line: string): string {
  return line.replace(sgr, '');
}

/** The parts of a line that look like this: what a theme's function makes of `x` tells how it opens. */
export function partsIn(line: string, look: (text: string) => string): string[] {
  const open = look('x').split('x')[0]!;
  return line
    .split(open)
    .slice(1)
    .map((part) => plain(part.split('\x1b[0m')[0]!));
}

/** The first line that is too wide, or a number of lines that is wrong. */
export function misfit(lines: readonly string[], { columns, lines: count }: PaneSurface): string | undefined {
  if (lines.length !== count) return `${lines.length} lines instead of ${count}`;
  const wide = lines.find((line) => displayWidth(plain(line)) > columns || plain(line).includes('\x1b'));
  return wide === undefined ? undefined : `too wide: ${JSON.stringify(wide)}`;
}
