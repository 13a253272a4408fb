import type { PathResult } from '../../query/result.ts';
import { objectHandle, objectText } from '../object-text.ts';
import { edgeText } from '../text/path.ts';
import { visible } from '../visible.ts';
import { listView } from './list-view.ts';
import { remarksOf, textColumn, widest } from './outline.ts';
import type { ScreenColumn, ScreenOutline, ScreenRow, ScreenView } from './screen-view.ts';
import { shortText } from './short-text.ts';

const WIDEST_EDGE = 40;
const MEASURED_STEPS = 200;

/** A row a step, root first, each with the edge that leads to it: all of them, however many. */
export function pathView(path: PathResult): ScreenView {
  const outline: ScreenOutline = {
    kind: 'path',
    rowCount: path.steps.length,
    total: path.steps.length,
    columns: stepColumns(path),
    totals: '',
    ...remarksOf(path),
  };
  return listView({
    outline: () => outline,
    row: (row) => stepRow(path, row),
    // A path goes through no object twice, so that its steps are the objects of `$3`, in order.
    handle: (row, name) => (path.steps[row] === undefined ? undefined : `${name}[${row}]`),
    address: (row) =>
      path.steps[row] === undefined ? undefined : objectHandle(path.heap, path.steps[row].object),
  });
}

type Steps = Pick<PathResult, 'heap' | 'steps' | 'rootKind'>;

function stepColumns(path: Steps): ScreenColumn[] {
  const cells = path.steps.slice(0, MEASURED_STEPS).map((_, row) => stepCells(path, row));
  const edges = Math.min(WIDEST_EDGE, widest(cells.map(([edge]) => edge)));
  return [textColumn(edges, { isWide: false }), textColumn(widest(cells.map(([, object]) => object)))];
}

function stepRow(path: Steps, row: number): ScreenRow {
  return {
    cells: stepCells(path, row),
    role: 'row',
    branch: '',
    fold: 'none',
    share: undefined,
    standsFor: 'one',
  };
}

function stepCells({ heap, steps, rootKind }: Steps, row: number): [edge: string, object: string] {
  const object = objectText(heap, steps[row]!.object);
  if (row > 0) return [`${shortText(edgeText(steps[row - 1]!))} →`, object];
  return ['', rootKind === undefined ? object : `${object} [root: ${visible(rootKind)}]`];
}
