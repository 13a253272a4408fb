import type { SeriesPoint } from '../../../query/result.ts';
import type { ChartColumns } from './columns.ts';

const GAP = 3;

const units = [
  { name: 's', minutes: 1 / 60 },
  { name: 'min', minutes: 1 },
  { name: 'h', minutes: 60 },
  { name: 'd', minutes: 24 * 60 },
] as const;

/** The line below the bars: `0 s────10 s────20 s`, the first and the last of them always, where there is room for two. */
export function timeAxis(
  points: readonly SeriesPoint[],
  { bars, width }: ChartColumns,
  line: string,
): string {
  const labels = bars.map(({ point, start }) => ({ start, text: labelOf(points, point) }));
  const last = labels.at(-1)!;
  const end = Math.max(0, Math.min(last.start, width - last.text.length));
  const longest = Math.max(...labels.map(({ text }) => text.length));
  // As many as have room at one distance from each other.
  const step = Math.max(1, Math.ceil(((longest + GAP) * bars.length) / width));
  let text = '';
  for (let i = 0; i < labels.length - 1; i += step) {
    const label = labels[i]!;
    if (label.start + label.text.length + GAP > end) break;
    text = text.padEnd(label.start, line) + label.text;
  }
  return (text.padEnd(end, line) + last.text).padEnd(width, line).slice(0, width);
}

/** Minutes in a unit in which the whole of them is no large number. */
export function timeText(minutes: number, whole: number): string {
  const unit = units.findLast((each) => whole >= 2 * each.minutes) ?? units[0];
  const value = minutes / unit.minutes;
  return `${Number(value.toFixed(whole / unit.minutes < 10 ? 1 : 0))} ${unit.name}`;
}

function labelOf(points: readonly SeriesPoint[], at: number): string {
  const { minutes, label } = points[at]!;
  return minutes === undefined ? label : timeText(minutes, points.at(-1)!.minutes ?? minutes);
}
