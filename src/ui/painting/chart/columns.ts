/** One snapshot, as some columns of the chart. */
export interface Bar {
  readonly point: number;
  /** Display columns from the left of the plot. */
  readonly start: number;
  readonly width: number;
}

export interface ChartColumns {
  readonly bars: readonly Bar[];
  readonly width: number;
  /** Snapshots that a bar stands for, at most. */
  readonly share: number;
}

// Two bars that fill a screen look like anything but a course of time.
const WIDEST = 10;
/** From this width on there is a gap between bars. */
const LEAST_WITH_GAP = 5;

/**
 * The snapshots side by side, as wide as each other, but for a column where one does not see it: without gaps. Where there are more than columns, each column shows one of some
 * neighbours: that with the highest total, so that no peak is lost and what is stacked is true.
 */
export function chartColumns(total: readonly number[], room: number): ChartColumns {
  return total.length <= room ? sideBySide(total.length, room) : bucketed(total, room);
}

function sideBySide(count: number, room: number): ChartColumns {
  const pitch = Math.min(WIDEST, Math.floor(room / count));
  const gap = pitch >= LEAST_WITH_GAP ? 1 : 0;
  const whole = gap > 0 ? pitch * count : room;
  const startOf = (point: number) => Math.floor((point * whole) / count);
  const bars = Array.from({ length: count }, (_, point) => ({
    point,
    start: startOf(point),
    width: startOf(point + 1) - startOf(point) - gap,
  }));
  return { bars, width: whole - gap, share: 1 };
}

function bucketed(total: readonly number[], room: number): ChartColumns {
  const startOf = (column: number) => Math.floor((column * total.length) / room);
  const bars = Array.from({ length: room }, (_, column) => ({
    point: highest(total, startOf(column), startOf(column + 1)),
    start: column,
    width: 1,
  }));
  return { bars, width: room, share: Math.ceil(total.length / room) };
}

function highest(total: readonly number[], from: number, to: number): number {
  let best = from;
  for (let point = from + 1; point < to; point++) if (total[point]! > total[best]!) best = point;
  return best;
}
