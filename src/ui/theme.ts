/** What parts of the screen mean; a theme says how that looks. Each takes text without escapes and gives it with SGR codes around it. */
export interface Theme {
  readonly name: 'dark' | 'light' | 'mono';
  /** Lines, bars and branches may use box drawing and block characters. */
  readonly unicode: boolean;
  /** The one colour: what one can act on, where one is. */
  accent(text: string): string;
  /** The length of a bar. */
  bar(text: string): string;
  /** Unimportant: branches, units, hints. */
  dim(text: string): string;
  heading(text: string): string;
  alarm(text: string): string;
  /** The row under the cursor, in a pane that has the keys, and in one that has not. */
  selected(text: string, hasFocus: boolean): string;
  /** Words that were searched for. */
  found(text: string): string;
  /** The bands of a chart; undefined: without colours letters tell them from each other. */
  readonly bands: BandLooks | undefined;
}

/** A number: one of a few shades. `chosen`: the one that is looked at. `rest`: all that have no band of their own. */
export type BandColour = number | 'chosen' | 'rest';

export interface BandLooks {
  /** Block characters in the colour of one band; what they leave free in that of another. */
  block(text: string, lower: BandColour, upper: BandColour | undefined): string;
  /** Text upon a band. */
  letter(text: string, band: BandColour): string;
}
