import type { ColourDepth, Palette } from './palette.ts';

/** On a dark ground. Of the 16 colours `90` is the one grey, and inverse the only highlight that is legible everywhere. */
export const dark: Readonly<Record<Exclude<ColourDepth, 'none'>, Palette>> = {
  16: {
    accent: '36',
    dim: '90',
    heading: '1',
    alarm: '31',
    selected: '7',
    selectedWithoutFocus: '1',
    found: '30;43',
  },
  256: {
    accent: '38;5;80',
    dim: '38;5;245',
    heading: '1',
    alarm: '38;5;203',
    selected: '38;5;231;48;5;24',
    selectedWithoutFocus: '48;5;237',
    found: '38;5;16;48;5;221',
  },
  truecolor: {
    accent: '38;2;94;200;206',
    dim: '38;2;138;142;148',
    heading: '1',
    alarm: '38;2;240;104;100',
    selected: '38;2;255;255;255;48;2;28;84;124',
    selectedWithoutFocus: '48;2;52;56;62',
    found: '38;2;0;0;0;48;2;244;208;94',
  },
};
