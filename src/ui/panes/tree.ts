import { fittedBranch, LEAST_NODE } from '../../output/branch-lines.ts';
import type { ScreenRow } from '../../output/screen/screen-view.ts';
import { barText } from '../painting/bar.ts';
import { paintFlow, piecesWidth, rowLook } from '../painting/flow.ts';
import { branchText, edgeText, glyphsOf } from '../painting/glyphs.ts';
import type { Piece } from '../painting/line.ts';
import { grownWidths } from '../painting/widths.ts';
import type { Theme } from '../theme.ts';
import type { Pane } from './pane.ts';

const BAR_WIDTH = 6;
/** The mark and a blank. */
const FOLD_WIDTH = 2;
const SHIFT = 8;

/** Rows that stand below each other, unfolded in place. */
export const treePane: Pane = {
  id: 'tree',
  title: 'Tree',
  accepts: ({ kind }) => kind === 'tree',
  // Unfolding all of it is not among them: it would have no end.
  keys: [
    {
      keys: ['right'],
      group: 'look',
      doc: 'unfold, or to the first row below',
      inFooter: 'unfold',
      does: (shell) => shell.fold('unfolded'),
    },
    {
      keys: ['left'],
      group: 'look',
      doc: 'fold, or to the row it stands below',
      inFooter: 'fold',
      does: (shell) => shell.fold('folded'),
    },
    { keys: ['o'], group: 'look', doc: 'unfold or fold', does: (shell) => shell.fold('toggle') },
    { keys: ['u'], group: 'move', doc: 'to the row it stands below', does: (shell) => shell.moveToParent() },
    {
      keys: ['shift-left'],
      group: 'move',
      doc: 'sideways, to the left',
      does: (shell) => shell.shift(-SHIFT),
    },
    {
      keys: ['shift-right'],
      group: 'move',
      doc: 'sideways, to the right',
      does: (shell) => shell.shift(SHIFT),
    },
  ],
  headLines: () => 0,
  paint: (state, rowAt, surface) =>
    paintFlow(state, rowAt, surface, (row) =>
      rowPieces(row, state.widths[NUMBERS]!, surface.columns, surface.theme),
    ),
  measure: (state, rows) => {
    const widths = grownWidths(state.widths, rows, () => 0);
    const line = (row: ScreenRow) =>
      rowPieces(row, widths[NUMBERS]!, Number.POSITIVE_INFINITY, { unicode: true });
    return grownWidths(widths, rows, (row) => piecesWidth(line(row)));
  },
};

const [NUMBERS, TEXT, REMARKS] = [0, 1, 2] as const;

type Charset = Pick<Theme, 'unicode'>;

/** Lines, fold mark, numbers, bar, edge and object, remarks. However deep it is, the object has room in `columns`. */
function rowPieces(row: ScreenRow, numbersWidth: number, columns: number, charset: Charset): Piece[] {
  const { branch, depth = branch.length / 3, share, cells } = row;
  const bar = share === undefined ? '' : barText(share, BAR_WIDTH, charset.unicode).padEnd(BAR_WIDTH + 1);
  const numbers = (cells[NUMBERS] ?? '') === '' ? '' : `${cells[NUMBERS]}  `;
  const room = columns - LEAST_NODE - numbersWidth - bar.length - FOLD_WIDTH;
  const lines = branchText(fittedBranch(branch, depth, room), charset);
  return [
    { text: `${lines}${foldMark(row, charset)} `, look: 'dim' },
    { text: numbers, look: 'plain' },
    { text: bar, look: 'bar' },
    ...objectPieces(cells[TEXT] ?? '', row, charset),
    { text: cells[REMARKS] ?? '', look: 'dim' },
  ];
}

function foldMark({ fold }: ScreenRow, charset: Charset): string {
  return fold === 'none' ? ' ' : glyphsOf(charset)[fold];
}

/** The edge that leads to it, with its arrow, and the object. */
const edgeAndObject = /^(.*? [→←])( .*)$/u;

function objectPieces(text: string, row: ScreenRow, charset: Charset): Piece[] {
  const look = rowLook(row);
  const [, edge, object] = (look === 'plain' && edgeAndObject.exec(text)) || [];
  if (edge === undefined) return [{ text: `${text} `, look }];
  return [
    { text: edgeText(edge, charset), look: 'accent' },
    { text: `${object} `, look },
  ];
}
