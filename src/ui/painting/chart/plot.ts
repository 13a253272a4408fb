import type { BandColour, Theme } from '../../theme.ts';
import { Brush, type Paint } from '../brush.ts';
import type { ChartBand } from './bands.ts';
import { type StackCell, stackCells, stackEdges } from './cells.ts';
import type { ChartColumns } from './columns.ts';

const blocks = ' ▁▂▃▄▅▆▇█';
const FULL = 8;

interface DrawnCell {
  readonly text: string;
  /** Cells of one look have one key. */
  readonly key: string | undefined;
  readonly paint: Paint | undefined;
}

const blank: DrawnCell = { text: ' ', key: undefined, paint: undefined };

/** The stacks, from the upper row down: each line as wide as the columns. */
export function plotLines(
  bands: readonly ChartBand[],
  { bars, width }: ChartColumns,
  top: number,
  rows: number,
  theme: Theme,
): string[] {
  const upwards = bands.toReversed();
  const stacks = bars.map(({ point }) =>
    stackCells(
      stackEdges(
        upwards.map(({ values }) => values[point]!),
        top,
        rows,
      ),
      rows,
    ),
  );
  const letters = theme.bands === undefined ? new Set<string>() : letterPlaces(stacks, upwards.length);
  return Array.from({ length: rows }, (_, line) => {
    const row = rows - 1 - line;
    const brush = new Brush();
    let end = 0;
    for (let i = 0; i < bars.length; i++) {
      const { start, width: barWidth } = bars[i]!;
      brush.draw(' '.repeat(start - end), undefined);
      end = start + barWidth;
      const cell = stacks[i]![row]!;
      const middle = letters.has(`${i} ${row}`) ? Math.floor(barWidth / 2) : -1;
      for (let column = 0; column < barWidth; column++) {
        const drawn = drawCell(cell, upwards, theme, column === middle);
        brush.draw(drawn.text, drawn.paint, drawn.key);
      }
    }
    brush.draw(' '.repeat(width - end), undefined);
    return brush.line();
  });
}

function drawCell(
  cell: StackCell,
  upwards: readonly ChartBand[],
  theme: Theme,
  isLettered: boolean,
): DrawnCell {
  if (cell.eighths === 0) return blank;
  const lower = upwards[cell.lower]!;
  const upper = cell.upper === undefined ? undefined : upwards[cell.upper]!;
  const isPartial = cell.eighths < FULL;
  const nearest = upper === undefined || cell.eighths >= FULL / 2 ? lower : upper;
  // Without colours a letter is all that tells bands from one another, and without blocks all that can be drawn.
  if (!theme.unicode && isPartial && upper === undefined && cell.eighths < FULL / 2) return blank;
  if (isLettered || !theme.unicode) return letterCell(nearest, theme);
  if (theme.bands === undefined && (upper !== undefined || !isPartial)) return letterCell(nearest, theme);
  return blockCell(blocks[cell.eighths]!, lower.colour, upper?.colour, theme);
}

function letterCell({ letter, colour }: ChartBand, { bands, selected }: Theme): DrawnCell {
  if (bands !== undefined)
    return { text: letter, key: `letter ${colour}`, paint: (text) => bands.letter(text, colour) };
  const isChosen = colour === 'chosen';
  return {
    text: letter,
    key: isChosen ? 'chosen' : undefined,
    paint: isChosen ? (text) => selected(text, true) : undefined,
  };
}

function blockCell(
  text: string,
  lower: BandColour,
  upper: BandColour | undefined,
  { bands }: Theme,
): DrawnCell {
  if (bands === undefined) return { text, key: undefined, paint: undefined };
  return { text, key: `${lower} ${upper}`, paint: (run) => bands.block(run, lower, upper) };
}

/** Each band has its letter once, as far to the right as it fills a character: in the middle of those that it fills there. */
function letterPlaces(stacks: readonly (readonly StackCell[])[], bandCount: number): Set<string> {
  const places = new Set<string>();
  for (let band = 0; band < bandCount; band++) {
    for (let i = stacks.length - 1; i >= 0; i--) {
      const full = [...stacks[i]!.keys()].filter((row) => isFilledBy(stacks[i]![row]!, band));
      if (full.length === 0) continue;
      places.add(`${i} ${full[Math.floor(full.length / 2)]}`);
      break;
    }
  }
  return places;
}

function isFilledBy({ eighths, lower, upper }: StackCell, band: number): boolean {
  return eighths === FULL && lower === band && upper === undefined;
}
