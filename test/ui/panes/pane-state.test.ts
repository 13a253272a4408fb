import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paneFor, panes } from '../../../src/ui/panes/index.ts';
import {
  jumpedTo,
  type Move,
  moved,
  movedTo,
  scrolledIntoSight,
  stepInTree,
  withOutline,
} from '../../../src/ui/panes/pane-state.ts';
import { column, scene } from './answers.ts';
import { hist } from './sample-answers.ts';

/** An answer of so many rows, on a screen that shows ten. */
const LINES = 10;
const of = (rowCount: number) => ({ ...scene({ kind: 'text', columns: [], rowCount }, []).state });

function at(rowCount: number, ...moves: Move[]) {
  const { top, selected } = moves.reduce((state, move) => moved(state, move, LINES), of(rowCount));
  return { top, selected };
}

test('rows: the screen moves only as far as it must', () => {
  expect(at(100, { rows: 9 })).toEqual({ top: 0, selected: 9 });
  expect(at(100, { rows: 10 })).toEqual({ top: 1, selected: 10 });
  expect(at(100, { rows: 20 }, { rows: -9 })).toEqual({ top: 11, selected: 11 });
  expect(at(100, { rows: 20 }, { rows: -11 })).toEqual({ top: 9, selected: 9 });
  expect(at(3, { rows: 20 })).toEqual({ top: 0, selected: 2 });
});

test('pages: the selected row keeps its place on the screen, until there is no other page', () => {
  expect(at(100, { rows: 4 }, { pages: 1 })).toEqual({ top: 10, selected: 14 });
  expect(at(100, { rows: 4 }, { pages: 2 }, { pages: -1 })).toEqual({ top: 10, selected: 14 });
  expect(at(100, { rows: 4 }, { pages: 0.5 })).toEqual({ top: 5, selected: 9 });
  expect(at(15, { rows: 4 }, { pages: 1 })).toEqual({ top: 5, selected: 9 });
  expect(at(15, { rows: 4 }, { pages: 1 }, { pages: 1 })).toEqual({ top: 5, selected: 14 });
  expect(at(15, { rows: 4 }, { pages: -1 })).toEqual({ top: 0, selected: 0 });
});

test('ends, of three million rows and of none', () => {
  expect(at(3_000_000, { to: 'end' })).toEqual({ top: 2_999_990, selected: 2_999_999 });
  expect(at(3_000_000, { to: 'end' }, { to: 'start' })).toEqual({ top: 0, selected: 0 });
  for (const move of [{ to: 'end' }, { pages: 1 }, { rows: 1 }] as const)
    expect(at(0, move)).toEqual({ top: 0, selected: 0 });
});

test('what was found far away comes into the middle, what is in sight stays where it is', () => {
  expect(jumpedTo(of(100), 50, LINES)).toMatchObject({ top: 45, selected: 50 });
  expect(jumpedTo(of(100), 7, LINES)).toMatchObject({ top: 0, selected: 7 });
  expect(jumpedTo(of(100), 99, LINES)).toMatchObject({ top: 90, selected: 99 });
});

test('on a larger screen there are no rows missing, on a smaller one the selected row is there', () => {
  const end = moved(of(100), { to: 'end' }, LINES);
  expect(scrolledIntoSight(end, 40)).toMatchObject({ top: 60, selected: 99 });
  expect(scrolledIntoSight(movedTo(of(100), 8, LINES), 4)).toMatchObject({ top: 5, selected: 8 });
  expect(scrolledIntoSight(end, LINES)).toBe(end);
});

test('after a fold of rows below it, the selected row is the last there is at most', () => {
  const end = moved(of(100), { to: 'end' }, LINES);
  const folded = withOutline(end, { ...end.outline, rowCount: 12, total: 12 }, LINES);
  expect(folded).toMatchObject({ top: 2, selected: 11, widths: end.widths });
  expect(folded.outline.rowCount).toBe(12);
});

test('however one moves, the selected row is one of the rows, in sight', () => {
  const moves = fc.array(
    fc.oneof(
      fc.record({ rows: fc.integer({ min: -50, max: 50 }) }),
      fc.record({ pages: fc.double({ min: -3, max: 3, noNaN: true }) }),
      fc.record({ to: fc.constantFrom('start' as const, 'end' as const) }),
    ),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 60 }),
      moves,
      (count, lines, all) => {
        let state = of(count);
        for (const move of all) state = moved(state, move, lines);
        const { selected, top } = state;
        expect(selected).toBeGreaterThanOrEqual(Math.max(0, top));
        expect(selected).toBeLessThan(Math.min(count, top + lines));
        expect(top).toBeLessThanOrEqual(Math.max(0, count - lines));
      },
    ),
  );
});

test('the cursor starts at the column of the order, else at the first number', () => {
  expect(hist.state.column).toBe(3);
  const columns = [column('type'), column('size', { alignRight: true })];
  expect(scene({ kind: 'table', columns }, [], 'bytype dict').state.column).toBe(1);
  expect(scene({ kind: 'table', columns }, [], 'bytype dict | sort type').state.column).toBe(0);
  expect(scene({ kind: 'table', columns: [] }, []).state.column).toBe(0);
});

test('→ and ← in a tree', () => {
  const step = (fold: 'none' | 'folded' | 'unfolded', role: 'row' | 'more', direction: 'in' | 'out') =>
    stepInTree({ fold, role }, direction);
  expect(step('folded', 'row', 'in')).toBe('unfold');
  expect(step('unfolded', 'row', 'in')).toBe('enter');
  expect(step('none', 'row', 'in')).toBe('nothing');
  expect(step('none', 'more', 'in')).toBe('unfold');
  expect(step('unfolded', 'row', 'out')).toBe('fold');
  expect(step('folded', 'row', 'out')).toBe('leave');
});

test('every kind of answer has its pane, and every key of a pane is told of', () => {
  const kinds = ['table', 'tree', 'path', 'object', 'text', 'scalar', 'error'] as const;
  const ids = kinds.map((kind) => paneFor(scene({ kind, columns: [] }, []).state.outline).id);
  expect(ids).toEqual(['table', 'tree', 'path', 'object', 'text', 'text', 'error']);
  for (const { keys } of panes) {
    const names = keys.flatMap((binding) => binding.keys);
    expect(new Set(names).size).toBe(names.length);
    for (const { doc } of keys) expect(doc).toMatch(/\w/);
  }
});
