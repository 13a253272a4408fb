import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paneFor } from '../../../src/ui/panes/index.ts';
import { paneStateOf } from '../../../src/ui/panes/pane-state.ts';
import { emptyStack, frontPane, type OpenPane, push } from '../../../src/ui/state/pane-stack.ts';
import { RowCache } from '../../../src/ui/state/row-cache.ts';
import { textAnswer, textSource } from '../../../src/ui/state/text-source.ts';

const MOST_ROWS = 64 * 2 ** 20;

function paneOf(id: number, rowCount: number): OpenPane {
  const answer = textAnswer('an answer', []);
  const outline = { ...answer.outline, rowCount };
  return {
    id,
    pane: paneFor(outline),
    state: paneStateOf({ ...answer, outline }),
    source: textSource([]),
    rows: new RowCache(),
    closesTo: undefined,
    askedFrom: undefined,
  };
}

const sizes = fc.oneof(
  { weight: 3, arbitrary: fc.nat(50) },
  { weight: 1, arbitrary: fc.integer({ min: 1_000_000, max: 2 * MOST_ROWS }) },
);

test('keeps the newest answers, as many as memory has room for, and gives each of the others back once', () => {
  fc.assert(
    fc.property(fc.array(sizes, { minLength: 1, maxLength: 250 }), (rowCounts) => {
      let stack = emptyStack;
      const gone: number[] = [];
      for (const [id, rowCount] of rowCounts.entries()) {
        const pushed = push(stack, paneOf(id, rowCount));
        stack = pushed.stack;
        gone.push(...pushed.dropped.map((pane) => pane.id));
        expect(frontPane(stack)?.id).toBe(id);
        const below = stack.panes.reduce((sum, { state }) => sum + state.outline.rowCount, 0) - rowCount;
        expect(below).toBeLessThanOrEqual(Math.max(0, MOST_ROWS - rowCount));
        expect(stack.panes.length).toBeLessThanOrEqual(100);
      }
      expect([...gone, ...stack.panes.map(({ id }) => id)]).toEqual(rowCounts.map((_, id) => id));
    }),
  );
});

test('lets go of nothing without need', () => {
  let stack = emptyStack;
  for (let id = 0; id < 99; id++) stack = push(stack, paneOf(id, 600_000)).stack;
  expect(push(stack, paneOf(99, MOST_ROWS - 99 * 600_000)).dropped).toEqual([]);
  expect(push(stack, paneOf(99, MOST_ROWS - 99 * 600_000 + 1)).dropped.map(({ id }) => id)).toEqual([0]);
});
