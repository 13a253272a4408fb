import { displayWidth, padEnd, padStart } from '../../../output/width.ts';
import type { ChartLook } from '../../panes/pane.ts';
import type { Theme } from '../../theme.ts';
import { cutEnd, cutStart } from '../cut.ts';
import { asTerminalDraws, glyphsOf } from '../glyphs.ts';
import type { ChartBand } from './bands.ts';
import { quantityText } from './scale.ts';

const SWATCH = 3;
const GAP = 2;
const LEAST_NAME = 8;

/** Columns that it wants. */
export function legendWidth(bands: readonly ChartBand[], unit: ChartLook['unit']): number {
  const names = Math.max(0, ...bands.map(({ name }) => displayWidth(name)));
  return SWATCH + 1 + names + GAP + valueWidth(bands, unit);
}

/** A line a band: its look and letter, its name, and what it was at the end. None wider than `room`. */
export function legendLines(
  bands: readonly ChartBand[],
  unit: ChartLook['unit'],
  room: number,
  theme: Theme,
): string[] {
  const values = valueWidth(bands, unit);
  const longest = Math.max(0, ...bands.map(({ name }) => displayWidth(name)));
  const withValue = Math.min(longest, room - SWATCH - 1 - GAP - values);
  return bands.map((band) => {
    const hasValue = withValue >= LEAST_NAME || withValue >= longest;
    const width = hasValue ? withValue : room - SWATCH - 1;
    if (width < 1) return room < SWATCH ? '' : swatch(band, theme);
    const name = cutStart(asTerminalDraws(band.name, theme), width, glyphsOf(theme).cut);
    const value = hasValue ? padStart(quantityText(band.values.at(-1) ?? 0, unit), values + GAP) : '';
    const looks = band.colour === 'chosen' ? theme.heading(name) : name;
    const blanks = ' '.repeat(hasValue ? width - displayWidth(name) : 0);
    return `${swatch(band, theme)} ${looks}${blanks}${theme.dim(value)}`;
  });
}

/** All of them in a line, as far as they have room. */
export function legendLine(bands: readonly ChartBand[], room: number, theme: Theme): string {
  let line = '';
  let left = room;
  for (const band of bands) {
    const name = cutEnd(asTerminalDraws(band.name, theme), left - SWATCH - 1, glyphsOf(theme).cut);
    if (name === '') break;
    line += `${swatch(band, theme)} ${padEnd(name, displayWidth(name) + 1)}`;
    left -= SWATCH + 2 + displayWidth(name);
  }
  return line.trimEnd();
}

function swatch({ letter, colour }: ChartBand, { bands, selected }: Theme): string {
  const text = ` ${letter} `;
  if (bands !== undefined) return bands.letter(text, colour);
  return colour === 'chosen' ? selected(text, true) : text;
}

function valueWidth(bands: readonly ChartBand[], unit: ChartLook['unit']): number {
  return Math.max(0, ...bands.map(({ values }) => quantityText(values.at(-1) ?? 0, unit).length));
}
