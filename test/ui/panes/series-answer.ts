import { formatBytes } from '../../../src/base/quantities.ts';
import { chartSeries, seriesRow } from '../../../src/output/screen/chart-series.ts';
import type { SeriesPoint, TableResult } from '../../../src/query/result.ts';
import { column, row, type Scene, scene } from './answers.ts';

export interface Kind {
  readonly name: string;
  readonly bytes: readonly number[];
  readonly counts?: readonly number[];
}

/** So many snapshots, some seconds apart. */
export function everySeconds(seconds: number, count: number): SeriesPoint[] {
  return Array.from({ length: count }, (_, i) => ({ label: String(i + 1), minutes: (i * seconds) / 60 }));
}

/** As `growth` answers it. */
export function growthScene(points: readonly SeriesPoint[], kinds: readonly Kind[]): Scene {
  const series = {
    points,
    of: (at: number) => {
      const { name, bytes, counts = bytes.map((size) => Math.ceil(size / 64)) } = kinds[at]!;
      return { name, bytes, counts };
    },
  };
  const rows = kinds.map(({ name, bytes }, i) =>
    row([name, formatBytes(bytes.at(-1)!)], { series: seriesRow(series, i), standsFor: 'many' }),
  );
  const columns = [column('type'), column('size_last', { alignRight: true, width: 10, least: 10 })];
  const whole = chartSeries({ rowCount: kinds.length } as TableResult, series);
  return scene({ kind: 'table', columns, series: whole }, rows, 'growth');
}

const KIB = 1024;
const steps = Array.from({ length: 12 }, (_, i) => i);

/** A program that leaks sessions with their dicts, and has a cache that is emptied once. */
export const leaking = growthScene(everySeconds(5, 12), [
  { name: 'dict', bytes: steps.map((i) => 900 * KIB + i * 500 * KIB) },
  { name: '__main__.Session', bytes: steps.map((i) => i * 300 * KIB) },
  { name: 'bytearray', bytes: steps.map((i) => (i % 7) * 250 * KIB) },
  { name: 'str', bytes: steps.map(() => 1100 * KIB) },
  { name: 'code', bytes: steps.map(() => 700 * KIB) },
  { name: 'function', bytes: steps.map(() => 90 * KIB) },
  { name: 'tuple', bytes: steps.map(() => 80 * KIB) },
  { name: 'type', bytes: steps.map(() => 70 * KIB) },
  { name: 'set', bytes: steps.map(() => 60 * KIB) },
  { name: 'cell', bytes: steps.map(() => 0) },
]);
