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
}
