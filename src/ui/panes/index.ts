import type { ScreenOutline } from '../../output/screen/screen-view.ts';
import { chartPane } from './chart.ts';
import { errorPane } from './error.ts';
import { objectPane } from './object.ts';
import type { Pane } from './pane.ts';
import { pathPane } from './path.ts';
import { tablePane } from './table.ts';
import { textPane } from './text.ts';
import { treePane } from './tree.ts';

/** The ways to show an answer. One file plus one line adds another; the first that accepts it is taken. */
export const panes = [
  chartPane,
  tablePane,
  treePane,
  pathPane,
  objectPane,
  errorPane,
  textPane,
] as const satisfies readonly Pane[];

/** Text, when no pane knows better. */
export function paneFor(outline: ScreenOutline): Pane {
  return panes.find((pane) => pane.accepts(outline)) ?? textPane;
}
