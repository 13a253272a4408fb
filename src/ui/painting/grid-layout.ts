import type { ScreenColumn } from '../../output/screen/screen-view.ts';

/** Where the columns of a table stand, in display columns from the left end of the part that scrolls sideways. */
export interface GridLayout {
  readonly slots: readonly Slot[];
  /** As wide as all of it is. */
  readonly width: number;
}

export interface Slot {
  /** BAR: the bar of the row's share; else the number of the column. */
  readonly column: number;
  readonly start: number;
  readonly width: number;
}

export const BAR = -1;
export const GAP = 2;
/** With the eighths that makes 80 steps: enough for percents. */
export const BAR_WIDTH = 10;

// A text may be squeezed to this width before the table scrolls sideways instead, and one that has others behind it is
// never wider than that.
const LEAST_TEXT = 12;
const COMFORTABLE_TEXT = 32;
const LONGEST_TEXT = 60;
/** Where texts would be narrower than this beside a bar, words are worth more than the bar. */
const LEAST_BESIDE_BAR = 24;
/** Of the last column, when it goes on to the end of the line. */
const LEAST_LAST = 16;

interface Fit {
  readonly columns: readonly ScreenColumn[];
  readonly first: number;
  readonly room: number;
  readonly layout: GridLayout;
}

// Tables have up to 100,000 columns, and widths change only when wider rows come into sight.
const fits = new WeakMap<readonly number[], Fit>();

/**
 * Places the columns from `first` on. Numbers get what they need; texts share a ceiling, as low as it must be for all to
 * fit into `room`. `widths` as in PaneState. O(columns), and O(1) as long as nothing changes.
 */
export function layOutGrid(
  columns: readonly ScreenColumn[],
  widths: readonly number[],
  first: number,
  room: number,
): GridLayout {
  const known = fits.get(widths);
  if (known?.columns === columns && known.first === first && known.room === room) return known.layout;
  const layout = placeColumns(columns, widths, first, room);
  fits.set(widths, { columns, first, room, layout });
  return layout;
}

function placeColumns(
  columns: readonly ScreenColumn[],
  widths: readonly number[],
  first: number,
  room: number,
): GridLayout {
  const besideBar =
    widths[columns.length]! > 0 ? ceilingFor(columns, widths, first, room - BAR_WIDTH - GAP) : undefined;
  const hasBar = besideBar !== undefined && besideBar >= LEAST_BESIDE_BAR;
  const ceiling = (hasBar ? besideBar : ceilingFor(columns, widths, first, room)) ?? COMFORTABLE_TEXT;
  const last = columns.length - 1;
  const barBefore = columns[last]?.isWide === true ? last : columns.length;
  const slots: Slot[] = [];
  let start = 0;
  const place = (column: number, width: number) => {
    slots.push({ column, start, width });
    start += width + GAP;
  };
  for (let i = first; i <= columns.length; i++) {
    if (hasBar && i === barBefore) place(BAR, BAR_WIDTH);
    if (i < columns.length)
      place(i, i === last && columns[i]!.isWide ? widths[i]! : widthBelow(columns, widths, i, ceiling));
  }
  return { slots, width: Math.max(0, start - GAP) };
}

function widthBelow(
  columns: readonly ScreenColumn[],
  widths: readonly number[],
  i: number,
  ceiling: number,
): number {
  const { alignRight, least } = columns[i]!;
  return alignRight ? widths[i]! : Math.min(widths[i]!, Math.max(least, ceiling));
}

/** Undefined: they do not fit. */
function ceilingFor(
  columns: readonly ScreenColumn[],
  widths: readonly number[],
  first: number,
  room: number,
): number | undefined {
  if ((columns.length - first) * (GAP + 1) > room) return undefined;
  const last = columns.length - 1;
  const fitsBelow = (ceiling: number) => {
    let sum = 0;
    for (let i = first; i <= last; i++) {
      const isLastWide = i === last && columns[i]!.isWide;
      sum +=
        GAP +
        (isLastWide
          ? Math.min(widths[i]!, Math.max(LEAST_LAST, ceiling))
          : widthBelow(columns, widths, i, ceiling));
    }
    return sum - GAP <= room;
  };
  if (!fitsBelow(LEAST_TEXT)) return undefined;
  let ceiling = LEAST_TEXT;
  while (ceiling < LONGEST_TEXT && fitsBelow(ceiling + 1)) ceiling++;
  return ceiling;
}

/** The first slot that reaches beyond `position`. O(log slots). */
export function firstSlotAt({ slots }: GridLayout, position: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { start, width } = slots[middle]!;
    if (start + width > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
