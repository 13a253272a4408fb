import type { ScreenOutline } from './screen-view.ts';

/** What the screen is told of an answer; its rows are asked for as they come into sight. */
export interface ScreenAnswer {
  /** What to call it when asking for rows. */
  readonly view: number;
  /** The n of `$n`; undefined: it has no number, as help. */
  readonly number: number | undefined;
  /** The line that asked; empty: nobody did, as for what is said at the start. */
  readonly command: string;
  readonly outline: ScreenOutline;
  readonly milliseconds: number;
}
