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
  const last = labelOf(points, bars.length === 0 ? 0 : bars.at(-1)!.point);
  const lastStart = Math.max(bars.at(-1)?.start ?? 0, 0);
  const end = lastStart + last.length <= width ? lastStart : Math.max(0, width - last.length);
  let text = '';
  for (const { point, start } of bars) {
    const label = labelOf(points, point);
    const isRoom = text === '' || start >= text.length + GAP;
    if (isRoom && start + label.length + GAP <= end) text = text.padEnd(start, line) + label;
  }
  if (text.length <= end) text = text.padEnd(end, line) + last;
  return text.padEnd(width, line).slice(0, width);
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
