/** How much a terminal can show: nothing but bold and inverse, the 16 colours of its own choice, 256, or any. */
export type ColourDepth = 'none' | 16 | 256 | 'truecolor';

/** SGR parameters for each part of the screen (`1`, `38;5;80`); empty: plain. */
export interface Palette {
  readonly accent: string;
  /** As `accent`, where that is a colour. */
  readonly bar?: string;
  readonly dim: string;
  readonly heading: string;
  readonly alarm: string;
  readonly selected: string;
  readonly selectedWithoutFocus: string;
  readonly found: string;
}
