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
/** Where texts would be narrower than this, words are worth more than the bar, and than columns that can be spared. */
const LEAST_WORDS = 32;
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
  let shown = shownColumns(columns, first, Number.POSITIVE_INFINITY);
  const besideBar =
    widths[columns.length]! > 0 ? ceilingFor(columns, widths, shown, room - BAR_WIDTH - GAP) : undefined;
  const hasBar = besideBar !== undefined && besideBar >= LEAST_WORDS;
  let ceiling = hasBar ? besideBar : ceilingFor(columns, widths, shown, room);
  for (let kept = 1; kept <= MOST_SPARE && (ceiling ?? 0) < LEAST_WORDS; kept++) {
    const fewer = shownColumns(columns, first, kept);
    if (fewer.length === shown.length) continue;
    shown = fewer;
    ceiling = ceilingFor(columns, widths, shown, room);
  }
  return placed(columns, widths, shown, { ceiling: ceiling ?? COMFORTABLE_TEXT, hasBar });
}

function placed(
  columns: readonly ScreenColumn[],
  widths: readonly number[],
  shown: readonly number[],
  { ceiling, hasBar }: { ceiling: number; hasBar: boolean },
): GridLayout {
  const last = shown.at(-1);
  const isLastWide = last !== undefined && columns[last]!.isWide;
  const slots: Slot[] = [];
  let start = 0;
  const place = (column: number, width: number) => {
    slots.push({ column, start, width });
    start += width + GAP;
  };
  for (const i of shown) {
    if (hasBar && isLastWide && i === last) place(BAR, BAR_WIDTH);
    place(i, i === last && isLastWide ? widths[i]! : widthBelow(columns, widths, i, ceiling));
  }
  if (hasBar && !isLastWide) place(BAR, BAR_WIDTH);
  return { slots, width: Math.max(0, start - GAP) };
}

const MOST_SPARE = 2;

/** Those that stand in the line of a row, without those that can be spared up to `spared`; Infinity: with all. */
function shownColumns(columns: readonly ScreenColumn[], first: number, spared: number): number[] {
  const shown: number[] = [];
  for (let i = first; i < columns.length; i++) {
    const { isBelow, spare = Number.POSITIVE_INFINITY } = columns[i]!;
    if (isBelow !== true && (spared === Number.POSITIVE_INFINITY || spare > spared)) shown.push(i);
  }
  return shown;
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
  shown: readonly number[],
  room: number,
): number | undefined {
  if (shown.length * (GAP + 1) > room) return undefined;
  const last = shown.at(-1);
  const fitsBelow = (ceiling: number) => {
    let sum = 0;
    for (const i of shown) {
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
