import type { ScreenAnswer } from '../../output/screen/screen-answer.ts';
import type { ScreenOutline, ScreenRow } from '../../output/screen/screen-view.ts';
import type { Binding } from '../keys/binding.ts';
import type { Theme } from '../theme.ts';

/** Where a person is in an answer. Plain data: going back to a pane finds it as it was left. */
export interface PaneState {
  readonly answer: ScreenAnswer;
  /** As it is now: unfolding a tree changes it. */
  readonly outline: ScreenOutline;
  /** The first row in sight. */
  readonly top: number;
  readonly selected: number;
  /** The column that `s` sorts by. */
  readonly column: number;
  /** Display columns scrolled to the right. */
  readonly shift: number;
  /**
   * Display columns of each column, and behind them of what is no column: the bars of a table, the longest line of other
   * answers. They grow with the rows that were seen, and never shrink under the reader's eyes.
   */
  readonly widths: readonly number[];
  /** What `/` looked for last. */
  readonly words: string | undefined;
  /** Of an answer that has series. */
  readonly chart: ChartLook;
}

export interface ChartLook {
  readonly isShown: boolean;
  readonly unit: 'bytes' | 'counts';
}

export interface PaneSurface {
  readonly columns: number;
  /** Lines to paint, headings included. */
  readonly lines: number;
  readonly theme: Theme;
  /** Keys go to the pane, not to the prompt. */
  readonly hasFocus: boolean;
}

/** Rows that have been fetched; undefined: not yet. */
export type RowAt = (row: number) => ScreenRow | undefined;

/** One way to show answers. Pure: lines out of what is known, nothing kept, nothing asked for. */
export interface Pane {
  readonly id: string;
  readonly title: string;
  accepts(outline: ScreenOutline): boolean;
  /** Beyond those that every pane has. */
  readonly keys: readonly Binding[];
  /** Lines above the first row that do not scroll, on a surface of this size. */
  headLines(state: PaneState, size: Pick<PaneSurface, 'columns' | 'lines'>): number;
  /** Exactly `surface.lines` lines, none wider than `surface.columns`. O(lines). */
  paint(state: PaneState, rowAt: RowAt, surface: PaneSurface): string[];
  /** The row at a line below the head lines, where rows may be several lines each; without it they are one. */
  rowAtLine?(state: PaneState, rowAt: RowAt, surface: PaneSurface, line: number): number | undefined;
  /** The widths after these rows have been seen; the same array when nothing grew. */
  measure(state: PaneState, rows: readonly ScreenRow[]): readonly number[];
}
