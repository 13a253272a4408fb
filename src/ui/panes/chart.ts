import { chartHeight, chartLines } from '../painting/chart/chart.ts';
import type { ChartLook, Pane, PaneState } from './pane.ts';
import { tablePane } from './table.ts';

/** A table of what was at several times: its rows as ever, and above them a chart in which the selected one stands out. */
export const chartPane: Pane = {
  ...tablePane,
  id: 'chart',
  accepts: ({ kind, series }) => kind === 'table' && series !== undefined,
  keys: [
    ...tablePane.keys,
    {
      keys: ['v'],
      group: 'look',
      doc: 'the chart of bytes, or of counts',
      inFooter: 'counts',
      does: (shell) => shell.changeLook((state) => withChart(state, { unit: otherUnit(state.chart) })),
    },
    {
      keys: ['V'],
      group: 'look',
      doc: 'hide the chart, or show it',
      does: (shell) => shell.changeLook((state) => withChart(state, { isShown: !state.chart.isShown })),
    },
  ],
  headLines: (state, size) => {
    const chart = chartHeight(state, size);
    return chart + tablePane.headLines(state, { ...size, lines: size.lines - chart });
  },
  paint: (state, rowAt, surface) => {
    const { series } = state.outline;
    const height = chartHeight(state, surface);
    const rows = tablePane.paint(state, rowAt, { ...surface, lines: surface.lines - height });
    if (series === undefined || height === 0) return rows;
    return [...chartLines(state, series, rowAt, surface, height), ...rows];
  },
};

function withChart(state: PaneState, change: Partial<ChartLook>): PaneState {
  return { ...state, chart: { ...state.chart, ...change } };
}

/** A chart that is hidden is not changed unseen. */
function otherUnit({ unit, isShown }: ChartLook): ChartLook['unit'] {
  if (!isShown) return unit;
  return unit === 'bytes' ? 'counts' : 'bytes';
}
