import { type Alignment, alignedRows, alignedWidths } from '../painting/aligned.ts';
import { paintFlow } from '../painting/flow.ts';
import type { Pane } from './pane.ts';

const alignment: Alignment = { names: 'left', widestName: 24, indent: '  ' };

/** One object: what it is, what it refers to, who refers to it, how it is reached, each below its heading. */
export const objectPane: Pane = {
  id: 'object',
  title: 'Object',
  accepts: ({ kind }) => kind === 'object',
  keys: [],
  headLines: () => 0,
  paint: (state, rowAt, surface) =>
    paintFlow(state, rowAt, surface, alignedRows(state, surface.theme, alignment)),
  measure: (state, rows) => alignedWidths(state, rows, alignment),
};
