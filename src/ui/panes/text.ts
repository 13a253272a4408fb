import { paintFlow, rowPieces, rowsWidth } from '../painting/flow.ts';
import { withoutIdleSelection } from '../painting/rows.ts';
import type { Pane } from './pane.ts';

/** Lines as they are, longer ones scrolled sideways: a table within a text would not stand being wrapped. */
export const textPane: Pane = {
  id: 'text',
  title: 'Text',
  accepts: ({ kind }) => kind === 'text' || kind === 'scalar',
  keys: [],
  headLines: () => 0,
  paint: (state, rowAt, surface) =>
    paintFlow(withoutIdleSelection(state, surface), rowAt, surface, rowPieces),
  measure: rowsWidth,
};
