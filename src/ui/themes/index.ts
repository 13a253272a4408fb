import type { Theme } from '../theme.ts';
import { bandLooks } from './band-colours.ts';
import { dark } from './dark.ts';
import { light } from './light.ts';
import { colourless, mono } from './mono.ts';
import type { ColourDepth, Palette } from './palette.ts';

export interface ThemeWish {
  /** `none`: NO_COLOR, or a terminal that has no colours. */
  readonly depth: ColourDepth;
  readonly unicode: boolean;
  /** `dark` when left out. */
  readonly name?: Theme['name'];
}

/** The looks of a screen. Without colours every theme is `mono`. */
export function themeFor({ depth, unicode, name = 'dark' }: ThemeWish): Theme {
  if (depth === 'none') return themeOf('mono', colourless, unicode, undefined);
  if (name === 'mono') return themeOf(name, mono, unicode, undefined);
  return themeOf(name, (name === 'dark' ? dark : light)[depth], unicode, bandLooks(name, depth));
}

function themeOf(name: Theme['name'], palette: Palette, unicode: boolean, bands: Theme['bands']): Theme {
  const withFocus = look(palette.selected);
  const withoutFocus = look(palette.selectedWithoutFocus);
  return {
    name,
    unicode,
    accent: look(palette.accent),
    bar: look(palette.bar ?? palette.accent),
    dim: look(palette.dim),
    heading: look(palette.heading),
    alarm: look(palette.alarm),
    selected: (text, hasFocus) => (hasFocus ? withFocus : withoutFocus)(text),
    found: look(palette.found),
    bands,
  };
}

// Looks are never nested, so that one reset ends any of them.
function look(parameters: string): (text: string) => string {
  if (parameters === '') return (text) => text;
  const open = `\x1b[${parameters}m`;
  return (text) => (text === '' ? '' : `${open}${text}\x1b[0m`);
}
