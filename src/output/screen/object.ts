import { fieldRows } from '../../commands/object-view/field-rows.ts';
import { NONE } from '../../model/kinds.ts';
import type { FieldRow, ObjectResult } from '../../query/result.ts';
import { objectHandle } from '../object-text.ts';
import { type Anchor, addressHandle, edgeHandle } from './handle.ts';
import { listView } from './list-view.ts';
import { type ObjectRow, objectParts } from './object-parts.ts';
import { remarksOf, textColumn, widest } from './outline.ts';
import type { ScreenOutline, ScreenRow, ScreenView } from './screen-view.ts';

const WIDEST_NAME = 40;
const MEASURED_ROWS = 200;
/** Arrows in a handle: of a longer one nobody could tell what it means, and an address is shorter. */
const LONGEST_WAY = 6;

/** The object, its facts, its fields, who refers to it, and how it is reached. The row `… more` fetches as many fields again. */
export function objectView(result: ObjectResult, columns: number): ScreenView {
  let parts = objectParts(result, result.fields, columns);
  let outline = outlineOf(result, parts);
  const objectAt = (row: number) => parts[row]?.object ?? NONE;
  return listView({
    outline: () => outline,
    row: (row) => screenRow(parts[row]!),
    handle(row, name, task) {
      if (objectAt(row) === NONE) return undefined;
      return handleOf(parts[row]!, { result, heap: result.heap, name, task });
    },
    address: (row) => (objectAt(row) === NONE ? undefined : objectHandle(result.heap, objectAt(row))),
    fold(row, state) {
      if (parts[row]?.role !== 'more' || state !== 'unfolded') return;
      parts = objectParts(result, moreFields(result, parts), columns);
      outline = outlineOf(result, parts);
    },
  });
}

/** Twice as many: finding them takes a walk over all that come before. */
function moreFields({ heap, objectIndex }: ObjectResult, parts: readonly ObjectRow[]): readonly FieldRow[] {
  const shown = parts.filter(({ isField }) => isField).length;
  return fieldRows(heap, objectIndex, 2 * shown).rows;
}

function outlineOf(result: ObjectResult, parts: readonly ObjectRow[]): ScreenOutline {
  const named = parts.slice(0, MEASURED_ROWS).filter(({ role }) => role === 'row');
  const names = widest(named.map(({ name }) => name));
  return {
    kind: 'object',
    rowCount: parts.length,
    total: parts.length,
    columns: [
      textColumn(Math.min(WIDEST_NAME, names), { isWide: false }),
      textColumn(widest(named.map(({ text }) => text()))),
    ],
    totals: '',
    ...remarksOf(result),
  };
}

function screenRow(part: ObjectRow): ScreenRow {
  return {
    cells: [part.name, part.text()],
    role: part.role,
    branch: '',
    fold: part.role === 'more' ? 'folded' : 'none',
    share: undefined,
    standsFor: part.object === NONE ? 'nothing' : 'one',
  };
}

/** From the object that `$3` is, along the edges that the row tells of. */
function handleOf({ object, way }: ObjectRow, anchor: Anchor): string {
  const steps = way?.() ?? [];
  if (steps.length > LONGEST_WAY) return addressHandle(anchor, object);
  let base = anchor.name;
  for (const step of steps) {
    const next = edgeHandle(anchor, { base, ...step });
    if (next === undefined) return addressHandle(anchor, object);
    base = next;
  }
  return base;
}
