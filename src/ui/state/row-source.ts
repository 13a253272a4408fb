import type { Found, ScreenOutline, ScreenRow } from '../../output/screen/screen-view.ts';

/** Where the rows of a pane come from: the engine, or the UI itself. Rows are counted from 0. */
export interface RowSource {
  rows(from: number, to: number): Promise<readonly ScreenRow[]>;
  /** How a line refers to what the row stands for; undefined: it stands for nothing. */
  handle(row: number): Promise<string | undefined>;
  address(row: number): Promise<string | undefined>;
  /** One stretch of a search, to be gone on with where it says. */
  find(words: string, from: number, direction: 1 | -1): Promise<Found>;
  /** The outline afterwards. */
  fold(row: number, state: 'folded' | 'unfolded'): Promise<ScreenOutline>;
  parent(row: number): Promise<number | undefined>;
  /** Nobody will ask again. */
  forget(): void;
}
