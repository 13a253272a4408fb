import { formatCount } from '../../../base/quantities.ts';
import type { ScreenSeries } from '../../../output/screen/screen-view.ts';
import { padStart } from '../../../output/width.ts';
import type { PaneState, PaneSurface, RowAt } from '../../panes/pane.ts';
import { cutEnd } from '../cut.ts';
import { asTerminalDraws, glyphsOf } from '../glyphs.ts';
import { chartBands } from './bands.ts';
import { type ChartColumns, chartColumns } from './columns.ts';
import { legendLine, legendLines, legendWidth } from './legend.ts';
import { plotLines } from './plot.ts';
import { chartScale } from './scale.ts';
import { timeAxis, timeText } from './time-axis.ts';

const PART_OF_PANE = 0.4;
/** At most, of the columns. */
const PART_OF_LEGEND = 0.42;
const LEAST_LINES = 6;
const MOST_LINES = 20;
/** Lines that are left to the table at least. */
const LEAST_TABLE = 6;
const LEAST_COLUMNS = 30;
/** Narrower than this the legend stands below the plot. */
const LEAST_BESIDE_LEGEND = 56;
/** So many letters and shades one can tell apart. */
const MOST_BANDS = 9;
const GAP = 2;

/** Lines that the chart takes of a pane; 0: it is hidden, or has no room. */
export function chartHeight(
  { outline, chart }: PaneState,
  { columns, lines }: Pick<PaneSurface, 'columns' | 'lines'>,
): number {
  const { series, rowCount } = outline;
  if (!chart.isShown || series === undefined || series.points.length < 2 || rowCount === 0) return 0;
  const height = Math.min(MOST_LINES, Math.max(LEAST_LINES, Math.round(lines * PART_OF_PANE)));
  return columns < LEAST_COLUMNS || lines - height < LEAST_TABLE ? 0 : height;
}

/**
 * A caption, the stacks between their axes, and what is in them: exactly `height` lines, none wider than the surface.
 * O(lines · columns · bands).
 */
export function chartLines(
  state: PaneState,
  series: ScreenSeries,
  rowAt: RowAt,
  surface: PaneSurface,
  height: number,
): string[] {
  const { unit } = state.chart;
  const { columns, theme } = surface;
  const isBeside = columns >= LEAST_BESIDE_LEGEND;
  const rows = height - (isBeside ? 2 : 3);
  const bands = chartBands(series, {
    unit,
    selected: state.selected,
    selectedRow: rowAt(state.selected)?.series,
    most: isBeside ? Math.min(MOST_BANDS, rows + 1) : MOST_BANDS,
  });
  const { total } = series[unit];
  const scale = chartScale(Math.max(0, ...total), rows, unit);
  const axisWidth = Math.max(...[...scale.labels.values()].map((label) => label.length));
  const legend = isBeside
    ? Math.min(legendWidth(bands, unit), Math.floor(columns * PART_OF_LEGEND)) + GAP
    : 0;
  const bars = chartColumns(total, columns - axisWidth - GAP - legend);
  const plot = [
    ...plotLines(bands, bars, scale.top, rows, theme).map((line, i) => ({ line, row: rows - i })),
    { line: theme.dim(timeAxis(series.points, bars, theme.unicode ? '─' : '-')), row: 0 },
  ];
  const framed = plot.map(({ line, row }) => axisPart(scale.labels.get(row), row, axisWidth, surface) + line);
  const caption = captionLine(state, series, bars, surface);
  if (!isBeside) return [caption, ...framed, legendLine(bands, columns, theme)];
  const beside = legendLines(bands, unit, columns - axisWidth - GAP - bars.width - GAP, theme);
  return [caption, ...framed.map((line, i) => (beside[i] === undefined ? line : `${line}  ${beside[i]}`))];
}

/** The label of a row's upper edge, and the line that it stands at. */
function axisPart(label: string | undefined, row: number, width: number, { theme }: PaneSurface): string {
  const { unicode } = theme;
  const lines = unicode ? { corner: '└', tick: '┤', line: '│' } : { corner: '+', tick: '+', line: '|' };
  const mark = row === 0 ? lines.corner : label === undefined ? lines.line : lines.tick;
  return theme.dim(`${padStart(label ?? '', width)} ${mark}`);
}

function captionLine(
  { chart, outline }: PaneState,
  { points }: ScreenSeries,
  { share }: ChartColumns,
  { columns, theme }: PaneSurface,
): string {
  const span = points.at(-1)!.minutes;
  const { rowCount } = outline;
  const parts = [
    ` of ${formatCount(rowCount)} ${rowCount === 1 ? 'row' : 'rows'}`,
    `${formatCount(points.length)} snapshots${span === undefined ? '' : ` in ${timeText(span, span)}`}`,
    ...(share > 1 ? [`a column shows the largest of ${share}`] : []),
  ];
  const unit = chart.unit === 'bytes' ? 'bytes' : 'objects';
  const rest = cutEnd(parts.join(', '), columns - unit.length, glyphsOf(theme).cut);
  return theme.heading(unit) + theme.dim(asTerminalDraws(rest, theme));
}
