import type { ScreenOutline, ScreenRow } from '../../output/screen/screen-view.ts';

/** Where the rows of a pane come from: the engine, or the UI itself. Rows are counted from 0. */
export interface RowSource {
  rows(from: number, to: number): Promise<readonly ScreenRow[]>;
  /** How a line refers to what the row stands for; undefined: it stands for nothing. */
  handle(row: number): Promise<string | undefined>;
  address(row: number): Promise<string | undefined>;
  /** The line that the row tells to run, whole. */
  line(row: number): Promise<string | undefined>;
  /** The next row with the words in it; undefined: there is none, or nobody waits for it any more. */
  find(words: string, from: number, direction: 1 | -1, isWanted: () => boolean): Promise<number | undefined>;
  /** The outline afterwards; undefined: nothing was done. */
  fold(row: number, state: 'folded' | 'unfolded'): Promise<ScreenOutline | undefined>;
  parent(row: number): Promise<number | undefined>;
  /** Nobody will ask again. */
  forget(): void;
}
