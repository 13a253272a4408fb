import type { ScreenColumn, ScreenRow } from '../../output/screen/screen-view.ts';
import { barText } from '../painting/bar.ts';
import { paintFlow, piecesWidth, rowLook } from '../painting/flow.ts';
import { branchText, edgeText, glyphsOf } from '../painting/glyphs.ts';
import type { Piece } from '../painting/line.ts';
import { grownWidths } from '../painting/widths.ts';
import type { Theme } from '../theme.ts';
import type { Pane } from './pane.ts';

const BAR_WIDTH = 6;
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
  paint: (state, rowAt, surface) => {
    const { columns } = state.outline;
    return paintFlow(state, rowAt, surface, (row) => rowPieces(row, columns, surface.theme));
  },
  measure: (state, rows) =>
    grownWidths(state.widths, rows, (row) =>
      piecesWidth(rowPieces(row, state.outline.columns, { unicode: true })),
    ),
};

type Charset = Pick<Theme, 'unicode'>;

/** Lines, fold mark, edge, object, bar, remarks. */
function rowPieces(row: ScreenRow, columns: readonly ScreenColumn[], charset: Charset): Piece[] {
  const before = `${branchText(row.branch, charset)}${foldMark(row, charset)} `;
  const pieces: Piece[] = [{ text: before, look: 'dim' }];
  const bar = row.share === undefined ? '' : barText(row.share, BAR_WIDTH, charset.unicode);
  let isDrawn = bar === '';
  const drawBar = () => {
    pieces.push({ text: `${bar} `, look: 'accent' });
    isDrawn = true;
  };
  for (let i = 0; i < row.cells.length; i++) {
    const isRemark = columns[i]?.dim === true;
    if (isRemark && !isDrawn) drawBar();
    if (row.cells[i] === '') continue;
    if (i === 0) pieces.push(...objectPieces(row, charset));
    else pieces.push({ text: `${row.cells[i]} `, look: isRemark ? 'dim' : rowLook(row) });
  }
  if (!isDrawn) drawBar();
  return pieces;
}

function foldMark({ fold }: ScreenRow, charset: Charset): string {
  return fold === 'none' ? ' ' : glyphsOf(charset)[fold];
}

/** The edge that leads to it, with its arrow, and the object. */
const edgeAndObject = /^(.*? [→←])( .*)$/u;

function objectPieces(row: ScreenRow, charset: Charset): Piece[] {
  const look = rowLook(row);
  const [, edge, object] = (look === 'plain' && edgeAndObject.exec(row.cells[0]!)) || [];
  if (edge === undefined) return [{ text: `${row.cells[0]} `, look }];
  return [
    { text: edgeText(edge, charset), look: 'accent' },
    { text: `${object} `, look },
  ];
}
