import type { ScreenBand, ScreenSeries } from '../../../output/screen/screen-view.ts';
import type { SeriesRow } from '../../../query/result.ts';
import type { ChartLook } from '../../panes/pane.ts';
import type { BandColour } from '../../theme.ts';

/** One of the kinds that a chart stacks. */
export interface ChartBand {
  /** One column. */
  readonly letter: string;
  readonly name: string;
  /** By snapshot. */
  readonly values: readonly number[];
  readonly colour: BandColour;
}

export interface BandChoice {
  readonly unit: ChartLook['unit'];
  readonly selected: number;
  /** Undefined: it has not been fetched. */
  readonly selectedRow: SeriesRow | undefined;
  /** How many can be told apart. */
  readonly most: number;
}

/**
 * From the top of the stack down: the largest rows in the order of the table, the selected row where it is none of them, in
 * the place of the least, and the sum of all others. A letter and a colour mean the same whatever is selected. The values add
 * up to those of all rows.
 */
export function chartBands(series: ScreenSeries, choice: BandChoice): ChartBand[] {
  const { total, largest } = series[choice.unit];
  const { selected, selectedRow, most } = choice;
  const taken = largest.length <= most ? largest : largest.slice(0, Math.max(1, most - 1));
  const isMissing = selectedRow !== undefined && taken.every(({ row }) => row !== selected);
  const least = isMissing && taken.length > 1 ? taken.at(-1) : undefined;
  const bands = taken
    .toSorted((a, b) => a.row - b.row)
    .map((band, i) => (band === least ? undefined : bandOf(band, i, selected)))
    .filter((band) => band !== undefined);
  if (isMissing) {
    const values = selectedRow[choice.unit];
    bands.push({ letter: '*', name: selectedRow.name, values, colour: 'chosen' });
  }
  const rest = total.map((all, point) => all - sumAt(bands, point));
  if (rest.some((value) => value > 0))
    bands.push({ letter: '.', name: 'others', values: rest, colour: 'rest' });
  return bands;
}

function bandOf({ row, name, values }: ScreenBand, i: number, selected: number): ChartBand {
  const letter = String.fromCharCode('a'.charCodeAt(0) + i);
  return { letter, name, values, colour: row === selected ? 'chosen' : i };
}

function sumAt(bands: readonly ChartBand[], point: number): number {
  return bands.reduce((sum, { values }) => sum + values[point]!, 0);
}
