import type { Palette } from './palette.ts';

/** No colours, by choice: what is unimportant is faint. */
export const mono: Palette = {
  accent: '4',
  // Blocks with a line below them look like nothing.
  bar: '',
  dim: '2',
  heading: '1',
  alarm: '1',
  selected: '7',
  selectedWithoutFocus: '1',
  found: '1;4',
};

/** Where nothing may have a colour (NO_COLOR): many terminals draw faint text as a grey, so it is plain here. */
export const colourless: Palette = { ...mono, dim: '' };
