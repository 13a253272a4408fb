import type { SeriesRow, TableResult, TableSeries } from '../../query/result.ts';
import { visible } from '../visible.ts';
import type { ScreenBand, ScreenSeries, ScreenStack } from './screen-view.ts';
import { shortText } from './short-text.ts';

/** More than that no screen tells apart. */
const MOST_BANDS = 16;

/** What a chart of the rows is drawn of. One look at each row: O(rows · snapshots). */
export function chartSeries({ rowCount }: TableResult, series: TableSeries): ScreenSeries {
  const { points } = series;
  const [bytes, counts] = [new Stack(points.length), new Stack(points.length)];
  for (let row = 0; row < rowCount; row++) {
    const values = series.of(row);
    bytes.add(row, values.name, values.bytes);
    counts.add(row, values.name, values.counts);
  }
  return { points, bytes: bytes.whole(), counts: counts.whole() };
}

export function seriesRow(series: TableSeries, row: number): SeriesRow {
  const { name, counts, bytes } = series.of(row);
  return { name: visible(shortText(name)), counts, bytes };
}

/** Keeps the rows with the highest peaks, of which there are few, and the sum of all. */
class Stack {
  readonly #total: number[];
  readonly #largest: (ScreenBand & { readonly peak: number })[] = [];

  constructor(points: number) {
    this.#total = Array<number>(points).fill(0);
  }

  add(row: number, name: string, values: readonly number[]): void {
    let peak = 0;
    for (let i = 0; i < values.length; i++) {
      this.#total[i]! += values[i]!;
      peak = Math.max(peak, values[i]!);
    }
    const largest = this.#largest;
    if (largest.length === MOST_BANDS && peak <= largest.at(-1)!.peak) return;
    const place = largest.findIndex((other) => other.peak < peak);
    largest.splice(place < 0 ? largest.length : place, 0, { row, name, values, peak });
    if (largest.length > MOST_BANDS) largest.pop();
  }

  whole(): ScreenStack {
    const largest = this.#largest.map(({ row, name, values }) => ({
      row,
      name: visible(shortText(name)),
      values,
    }));
    return { total: this.#total, largest };
  }
}
