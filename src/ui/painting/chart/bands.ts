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
 * From the top of the stack down: the largest rows in the order of the table, the selected row where it is none of them, and
 * the sum of all others. Letters and colours of the largest are the same whatever is selected. Their values add up to those of
 * all rows.
 */
export function chartBands(series: ScreenSeries, choice: BandChoice): ChartBand[] {
  const { total, largest } = series[choice.unit];
  const { selected, selectedRow, most } = choice;
  const taken = largest.length <= most ? largest : largest.slice(0, Math.max(1, most - 2));
  const bands = taken.toSorted((a, b) => a.row - b.row).map((band, i) => bandOf(band, i, selected));
  const isMissing = selectedRow !== undefined && taken.every(({ row }) => row !== selected);
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
