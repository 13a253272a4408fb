import { type Alignment, alignedRows, alignedWidths } from '../painting/aligned.ts';
import { paintFlow } from '../painting/flow.ts';
import type { Pane } from './pane.ts';

const alignment: Alignment = { names: 'right', widestName: 40, indent: '' };

/** Steps from a root, each with the edge that leads to it: the arrows of all edges stand below each other. */
export const pathPane: Pane = {
  id: 'path',
  title: 'Path',
  accepts: ({ kind }) => kind === 'path',
  keys: [],
  headLines: () => 0,
  paint: (state, rowAt, surface) =>
    paintFlow(state, rowAt, surface, alignedRows(state, surface.theme, alignment)),
  measure: (state, rows) => alignedWidths(state, rows, alignment),
};
