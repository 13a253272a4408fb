import type { ColourDepth, Palette } from './palette.ts';

/** On a light ground. */
export const light: Readonly<Record<Exclude<ColourDepth, 'none'>, Palette>> = {
  16: {
    accent: '34',
    dim: '90',
    heading: '1',
    alarm: '31',
    selected: '7',
    selectedWithoutFocus: '1',
    found: '30;43',
  },
  256: {
    accent: '38;5;25',
    dim: '38;5;243',
    heading: '1',
    alarm: '38;5;160',
    selected: '38;5;16;48;5;153',
    selectedWithoutFocus: '48;5;254',
    found: '38;5;16;48;5;222',
  },
  truecolor: {
    accent: '38;2;0;92;160',
    dim: '38;2;112;116;122',
    heading: '1',
    alarm: '38;2;196;32;32',
    selected: '38;2;0;0;0;48;2;176;214;244',
    selectedWithoutFocus: '48;2;228;230;234',
    found: '38;2;0;0;0;48;2;250;214;120',
  },
};
