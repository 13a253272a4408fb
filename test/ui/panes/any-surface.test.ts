import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth } from '../../../src/output/width.ts';
import { footLines } from '../../../src/ui/painting/foot-lines.ts';
import { paneFor } from '../../../src/ui/panes/index.ts';
import type { PaneState } from '../../../src/ui/panes/pane.ts';
import { type Move, moved } from '../../../src/ui/panes/pane-state.ts';
import { columnMoved, shifted } from '../../../src/ui/panes/sideways.ts';
import { column, misfit, painted, plain, row, type Scene, scene, surface } from './answers.ts';
import { anyScene, anyTheme } from './any-answer.ts';

const anySurface = fc
  .record({
    columns: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 200 })),
    lines: fc.integer({ min: 1, max: 50 }),
    theme: anyTheme,
    hasFocus: fc.boolean(),
  })
  .map(({ columns, lines, ...more }) => surface(columns, lines, more));

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ rows: fc.integer({ min: -40, max: 40 }) }),
  fc.record({ pages: fc.constantFrom(-1, -0.5, 0.5, 1, 3) }),
  fc.record({ to: fc.constantFrom('start' as const, 'end' as const) }),
);

test('every answer fits on every screen, wherever one has gone in it', () => {
  fc.assert(
    fc.property(
      anyScene,
      anySurface,
      fc.array(anyMove, { maxLength: 5 }),
      fc.integer(),
      (scene, on, moves, by) => {
        let { state } = scene;
        const inSight = Math.max(1, on.lines - paneFor(state.outline).headLines(state, on));
        for (const move of moves) state = moved(state, move, inSight);
        expect(misfit(painted({ ...scene, state }, on), on)).toBeUndefined();
        for (const sideways of [shifted(state, by % 300, on), columnMoved(state, by % 9, on)])
          expect(misfit(painted({ ...scene, state: sideways }, on), on)).toBeUndefined();
      },
    ),
    { numRuns: 500 },
  );
});

test('the selected row is on the screen, from edge to edge', () => {
  fc.assert(
    fc.property(anyScene, anySurface, fc.array(anyMove, { maxLength: 5 }), (scene, any, moves) => {
      const on = { ...any, hasFocus: true };
      // Found words look found, and one may fill the line.
      let state: PaneState = { ...scene.state, words: undefined };
      fc.pre(state.outline.rowCount > 0);
      const inSight = Math.max(1, on.lines - paneFor(state.outline).headLines(state, on));
      for (const move of moves) state = moved(state, move, inSight);
      const open = on.theme.selected('x', true).split('x')[0]!;
      const selected = painted({ ...scene, state }, on).filter((line) => line.includes(open));
      expect(selected.length).toBeGreaterThanOrEqual(1);
      for (const line of selected) expect(displayWidth(plain(line))).toBe(on.columns);
    }),
    { numRuns: 500 },
  );
});

test('notes fit below it', () => {
  const notes = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replace(/\p{C}/gu, '')),
  );
  fc.assert(
    fc.property(
      anyScene,
      notes,
      fc.integer({ min: 1, max: 100 }),
      anyTheme,
      fc.nat(9),
      ({ state }: Scene, notes, columns, theme, most) => {
        const lines = footLines({ ...state.outline, notes }, columns, theme, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(displayWidth(plain(line))).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test('a number is on the screen as it is, or not at all', () => {
  const digits = fc.nat(99_999_999).map(String);
  const rows = fc.integer({ min: 1, max: 9 }).chain((count) => {
    return fc.array(fc.array(digits, { minLength: count, maxLength: count }), {
      minLength: 1,
      maxLength: 20,
    });
  });
  fc.assert(
    fc.property(
      rows,
      fc.nat(80),
      fc.integer({ min: 1, max: 60 }),
      fc.boolean(),
      (cells, shift, columns, isMeasured) => {
        const layout = cells[0]!.map(() => column('', { alignRight: true, width: isMeasured ? 8 : 4 }));
        const { state, rowAt } = scene(
          { kind: 'table', columns: layout },
          cells.map((texts) => row(texts)),
        );
        const unmeasured = layout.map(({ width }) => width).concat(0);
        const shown = { ...state, shift, widths: isMeasured ? state.widths : unmeasured };
        const lines = painted({ state: shown, rowAt }, surface(columns, 25)).map(plain);
        const known = new Set([...cells.flat(), ...cells.map((_, i) => String(i))]);
        for (const number of lines.join('\n').match(/\d+/g) ?? []) expect(known).toContain(number);
      },
    ),
  );
});
