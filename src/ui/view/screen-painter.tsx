import { displayWidth } from '../../output/width.ts';
import { BODY_ROW, isTooSmall, mostFoot, type Regions, regionsOf } from '../layout/regions.ts';
import { Screen } from '../layout/screen.tsx';
import { TooSmallCard } from '../layout/too-small-card.tsx';
import { footLines } from '../painting/foot-lines.ts';
import { asTerminalDraws } from '../painting/glyphs.ts';
import { frontPane, type OpenPane } from '../state/pane-stack.ts';
import type { ShellState } from '../state/shell-state.ts';
import type { Frame } from '../terminal/frame.ts';
import type { InkFrame } from '../terminal/ink-frame.ts';
import type { ScreenSize } from '../terminal/screen-writer.ts';
import type { Theme } from '../theme.ts';
import { firstLookLines } from './first-look-lines.ts';
import { headerText } from './header-text.ts';
import { failureLines, menuLines } from './overlay-lines.ts';
import { type PromptView, promptView } from './prompt-view.ts';
import { statusText } from './status-text.ts';
import { titleText } from './title-text.ts';
import { tourLines } from './tour-card.ts';
import { workView } from './work-view.ts';

/** Makes frames of states. Remembers nothing but where the visible part of the prompt began. */
export class ScreenPainter {
  readonly #ink: InkFrame;
  readonly #theme: Theme;
  #promptStart = 0;

  constructor(ink: InkFrame, theme: Theme) {
    this.#ink = ink;
    this.#theme = theme;
  }

  /** Where things are on a screen of this size. */
  regions(state: ShellState, { columns, rows }: ScreenSize): Regions {
    const foot = this.#foot(frontPane(state.stack), columns, rows).length;
    return regionsOf(columns, rows, foot, tourLines(state, { columns, rows }, this.#theme).length);
  }

  /** One render of ink, and the rows of the answer over it. Rows that have not been fetched are told of as such. */
  paint(state: ShellState, size: ScreenSize): Frame {
    const { columns, rows } = size;
    if (isTooSmall(columns, rows)) {
      return {
        lines: this.#drawable(this.#ink.render(<TooSmallCard columns={columns} rows={rows} />)),
        cursor: undefined,
      };
    }
    const pane = frontPane(state.stack);
    const regions = this.regions(state, size);
    const prompt = promptView(state, columns, this.#promptStart, this.#theme);
    this.#promptStart = prompt.startIndex;
    const foot = this.#foot(pane, columns, rows).slice(0, regions.footLines);
    const overlay = this.#overlay(state, regions, prompt);
    const lines = [...this.#ink.render(this.#element(state, regions, { prompt, foot, overlay }))];
    this.#paintBody(lines, state, pane, regions, overlay.length);
    const { cursorColumn } = prompt;
    return {
      lines: this.#drawable(lines),
      cursor: cursorColumn === undefined ? undefined : { column: cursorColumn, row: rows - 2 },
    };
  }

  #drawable(lines: readonly string[]): readonly string[] {
    return this.#theme.unicode ? lines : lines.map((line) => asTerminalDraws(line, this.#theme));
  }

  #element(
    state: ShellState,
    regions: Regions,
    parts: {
      readonly prompt: PromptView;
      readonly foot: readonly string[];
      readonly overlay: readonly string[];
    },
  ) {
    const pane = frontPane(state.stack);
    const hasFocus = state.focus === 'pane' && state.search === undefined;
    const inSight = pane === undefined ? 0 : rowsInSight(pane, regions);
    return (
      <Screen
        regions={regions}
        theme={this.#theme}
        header={headerText(state.header, pane?.state.answer.number)}
        title={{ ...titleText(pane, inSight), hasFocus }}
        overlay={parts.overlay}
        foot={parts.foot}
        card={tourLines(state, regions, this.#theme)}
        work={workView(state.running)}
        prompt={{ label: parts.prompt.label, text: parts.prompt.text, hasFocus: !hasFocus }}
        status={statusText(state)}
      />
    );
  }

  #paintBody(
    lines: string[],
    state: ShellState,
    pane: OpenPane | undefined,
    regions: Regions,
    covered: number,
  ): void {
    if (pane === undefined) return;
    const surface = {
      columns: regions.columns,
      lines: regions.bodyLines,
      theme: this.#theme,
      hasFocus: state.focus === 'pane',
    };
    const painted = pane.pane.paint(pane.state, (row) => pane.rows.get(row), surface);
    // Notes give way first: what covers the screen stands directly above the prompt.
    const hidden = Math.max(0, covered);
    for (let i = 0; i < regions.bodyLines - hidden; i++) lines[BODY_ROW + i] = painted[i] ?? '';
  }

  #overlay(state: ShellState, regions: Regions, prompt: PromptView): string[] {
    const { columns, overlayLines } = regions;
    const { menu, line } = state.editor;
    if (menu !== undefined) {
      const before = displayWidth(line.text.slice(prompt.startIndex, menu.span.start));
      const place = { column: prompt.textColumn + before, columns, rows: overlayLines };
      return menuLines(menu, place, this.#theme);
    }
    if (state.failure !== undefined) return failureLines(state.failure, columns, overlayLines, this.#theme);
    const look = state.running?.firstLook;
    // An answer that one reads is left alone.
    const lines = frontPane(state.stack) === undefined ? regions.bodyLines : 1;
    return look === undefined ? [] : firstLookLines(look, { columns, lines }, this.#theme);
  }

  /** Notes; what is to be known of every answer stands in the last line. */
  #foot(pane: OpenPane | undefined, columns: number, rows: number): string[] {
    if (pane === undefined) return [];
    const { notes } = pane.state.outline;
    return footLines({ notes, provenance: '' }, columns, this.#theme, mostFoot(rows));
  }
}

/** Rows of an answer that the body has room for. */
export function rowsInSight({ pane, state }: OpenPane, { columns, bodyLines }: Regions): number {
  return Math.max(1, bodyLines - pane.headLines(state, { columns, lines: bodyLines }));
}
