import type { BandColour, BandLooks, Theme } from '../theme.ts';
import type { ColourDepth } from './palette.ts';

/** A colour as SGR has it behind `38` or `48`; of the 16, its digit, with `+` where it is a bright one. */
interface BandPalette {
  /** Of neighbours in a stack, beginning anew when there are more of them. */
  readonly shades: readonly string[];
  readonly rest: string;
  readonly chosen: string;
  /** Of letters upon them. */
  readonly ink: string;
  readonly chosenInk: string;
}

// All around the one accent colour, which is kept for the band that is chosen: this is a ground, and no traffic light.
const palettes: Readonly<
  Record<'dark' | 'light', Readonly<Record<Exclude<ColourDepth, 'none'>, BandPalette>>>
> = {
  dark: {
    16: { shades: ['4', '+4'], rest: '+0', chosen: '6', ink: '+7', chosenInk: '0' },
    256: {
      shades: ['5;30', '5;24', '5;66', '5;23', '5;67', '5;60', '5;29', '5;65'],
      rest: '5;239',
      chosen: '5;80',
      ink: '5;231',
      chosenInk: '5;16',
    },
    truecolor: {
      shades: [
        '2;26;120;126',
        '2;30;80;122',
        '2;84;132;134',
        '2;18;88;92',
        '2;84;120;160',
        '2;76;86;132',
        '2;40;108;84',
        '2;92;124;98',
      ],
      rest: '2;74;78;84',
      chosen: '2;94;200;206',
      ink: '2;255;255;255',
      chosenInk: '2;0;0;0',
    },
  },
  light: {
    16: { shades: ['6', '+6'], rest: '7', chosen: '4', ink: '0', chosenInk: '+7' },
    256: {
      shades: ['5;110', '5;152', '5;74', '5;146', '5;117', '5;109', '5;189', '5;151'],
      rest: '5;250',
      chosen: '5;25',
      ink: '5;16',
      chosenInk: '5;231',
    },
    truecolor: {
      shades: [
        '2;132;176;214',
        '2;176;212;214',
        '2;96;164;208',
        '2;174;176;214',
        '2;140;208;240',
        '2;128;168;172',
        '2;208;214;240',
        '2;172;206;178',
      ],
      rest: '2;190;194;198',
      chosen: '2;0;92;160',
      ink: '2;0;0;0',
      chosenInk: '2;255;255;255',
    },
  },
};

/** Undefined: a chart has to do without colours. */
export function bandLooks(name: Theme['name'], depth: ColourDepth): BandLooks | undefined {
  if (depth === 'none' || name === 'mono') return undefined;
  const palette = palettes[name][depth];
  const colour = (band: BandColour) =>
    band === 'rest' || band === 'chosen' ? palette[band] : palette.shades[band % palette.shades.length]!;
  return {
    block: (text, lower, upper) =>
      painted(text, front(colour(lower)), upper === undefined ? '' : ground(colour(upper))),
    letter: (text, band) =>
      painted(text, front(band === 'chosen' ? palette.chosenInk : palette.ink), ground(colour(band))),
  };
}

function painted(text: string, ...parameters: readonly string[]): string {
  return text === '' ? '' : `\x1b[${parameters.filter((each) => each !== '').join(';')}m${text}\x1b[0m`;
}

function front(colour: string): string {
  if (colour.includes(';')) return `38;${colour}`;
  return colour.startsWith('+') ? `9${colour.slice(1)}` : `3${colour}`;
}

function ground(colour: string): string {
  if (colour.includes(';')) return `48;${colour}`;
  return colour.startsWith('+') ? `10${colour.slice(1)}` : `4${colour}`;
}
