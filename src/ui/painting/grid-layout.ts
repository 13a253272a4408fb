import type { ScreenColumn } from '../../output/screen/screen-view.ts';
import { isSortedBy, orderOf } from './sorted-by.ts';

/** Where the columns of a table stand, in display columns from the left end of the part that scrolls sideways. */
export interface GridLayout {
  /** Left of that part: what rows are called stays in sight. Undefined: all of it scrolls. */
  readonly label: Slot | undefined;
  readonly slots: readonly Slot[];
  /** As wide as all of what scrolls is. */
  readonly width: number;
  /** What is left for it. */
  readonly room: number;
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
/** Of names of rows, which are nothing without them; on a narrow screen no more than half of it. */
const LEAST_LABEL = 24;
/** Where less would be left beside the names, they scroll with the others. */
const LEAST_BESIDE_LABEL = 12;

/** Where a table is to stand. */
export interface GridPlace {
  /** Its first column that is no number of the row. */
  readonly first: number;
  readonly room: number;
  /** The line that asked: by what it sorts is seen. */
  readonly command: string;
}

interface Fit extends GridPlace {
  readonly columns: readonly ScreenColumn[];
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
  place: GridPlace,
): GridLayout {
  const { first, room, command } = place;
  const known = fits.get(widths);
  const isKnown =
    known?.columns === columns && known.first === first && known.room === room && known.command === command;
  if (isKnown) return known.layout;
  const layout = placeColumns(columns, widths, place);
  fits.set(widths, { columns, ...place, layout });
  return layout;
}

function placeColumns(
  columns: readonly ScreenColumn[],
  widths: readonly number[],
  { first, room, command }: GridPlace,
): GridLayout {
  const order = orderOf(command);
  const sorted = columns.findIndex((column) => isSortedBy(column, order));
  const inLine = numbersFrom(first, columns.length).filter((i) => columns[i]!.isBelow !== true);
  let shown = inLine;
  const besideBar =
    widths[columns.length]! > 0 ? ceilingFor(columns, widths, shown, room - BAR_WIDTH - GAP) : undefined;
  const hasBar = besideBar !== undefined && besideBar >= LEAST_WORDS;
  let ceiling = hasBar ? besideBar : ceilingFor(columns, widths, shown, room);
  for (let spared = 1; spared <= MOST_SPARE && (ceiling ?? 0) < LEAST_WORDS; spared++) {
    const fewer = inLine.filter((i) => i === sorted || (columns[i]!.spare ?? Infinity) > spared);
    if (fewer.length === shown.length) continue;
    shown = fewer;
    ceiling = ceilingFor(columns, widths, shown, room);
  }
  return placed(columns, widths, shown, { ceiling, hasBar, room });
}

function numbersFrom(first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
}

function placed(
  columns: readonly ScreenColumn[],
  widths: readonly number[],
  shown: readonly number[],
  { ceiling: fitting, hasBar, room }: { ceiling: number | undefined; hasBar: boolean; room: number },
): GridLayout {
  const ceiling = fitting ?? COMFORTABLE_TEXT;
  const last = shown.at(-1);
  const isLastWide = last !== undefined && columns[last]!.isWide;
  const label = labelSlot(columns, widths, shown, {
    ceiling: fitting ?? Math.min(COMFORTABLE_TEXT, halfOf(room)),
    room,
  });
  const slots: Slot[] = [];
  let start = 0;
  const place = (column: number, width: number) => {
    slots.push({ column, start, width });
    start += width + GAP;
  };
  for (const i of shown) {
    if (i === label?.column) continue;
    if (hasBar && isLastWide && i === last) place(BAR, BAR_WIDTH);
    place(i, i === last && isLastWide ? widths[i]! : widthBelow(columns[i]!, widths[i]!, ceiling, room));
  }
  if (hasBar && !isLastWide) place(BAR, BAR_WIDTH);
  const beside = label === undefined ? 0 : label.width + GAP;
  return { label, slots, width: Math.max(0, start - GAP), room: room - beside };
}

/** The column that stays, where there are others and room for some of them. */
function labelSlot(
  columns: readonly ScreenColumn[],
  widths: readonly number[],
  shown: readonly number[],
  { ceiling, room }: { ceiling: number; room: number },
): Slot | undefined {
  const [first] = shown;
  if (first === undefined || shown.length === 1 || columns[first]!.isLabel !== true) return undefined;
  const width = widthBelow(columns[first]!, widths[first]!, ceiling, room);
  return room - width - GAP < LEAST_BESIDE_LABEL ? undefined : { column: first, start: 0, width };
}

const MOST_SPARE = 2;

function halfOf(room: number): number {
  return Math.max(LEAST_TEXT, Math.floor(room / 2));
}

function widthBelow(
  { alignRight, least, isLabel }: ScreenColumn,
  width: number,
  ceiling: number,
  room: number,
): number {
  if (alignRight) return width;
  if (isLabel !== true) return Math.min(width, Math.max(least, ceiling));
  return Math.min(width, Math.max(least, ceiling, Math.min(LEAST_LABEL, halfOf(room))));
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
          : widthBelow(columns[i]!, widths[i]!, ceiling, room));
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
