import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insert } from '../../../src/ui/line-editor/actions/insert.ts';
import {
  boundaryAtOrAfter,
  boundaryAtOrBefore,
  nextBoundary,
  previousBoundary,
} from '../../../src/ui/line-editor/graphemes.ts';
import { type LineActionName, lineActions } from '../../../src/ui/line-editor/line-actions.ts';
import { type LineState, lineOf } from '../../../src/ui/line-editor/line-state.ts';
import { texts } from './texts.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const actionNames = Object.keys(lineActions) as LineActionName[];
const steps = fc.array(
  fc.oneof(
    fc.constantFrom(...actionNames),
    texts(3).map((text) => ({ text })),
  ),
  { maxLength: 40 },
);

function boundariesOf(text: string): Set<number> {
  return new Set([0, ...Array.from(segmenter.segment(text), ({ index }) => index), text.length]);
}

function act(line: LineState, step: LineActionName | { text: string }): LineState {
  return typeof step === 'string' ? lineActions[step](line) : insert(line, step.text);
}

test('boundaries are those of Unicode, wherever one asks', () => {
  fc.assert(
    fc.property(texts(20), (text) => {
      const boundaries = [...boundariesOf(text)];
      for (let at = 0; at <= text.length; at++) {
        expect(boundaryAtOrBefore(text, at)).toBe(boundaries.findLast((each) => each <= at));
        expect(boundaryAtOrAfter(text, at)).toBe(boundaries.find((each) => each >= at));
      }
      for (const [i, at] of boundaries.entries()) {
        expect(nextBoundary(text, at)).toBe(boundaries[i + 1] ?? text.length);
        expect(previousBoundary(text, at)).toBe(boundaries[i - 1] ?? 0);
      }
    }),
    { numRuns: 500 },
  );
});

test('whatever is done, the cursor never stands inside of a grapheme', () => {
  fc.assert(
    fc.property(texts(12), steps, (text, todo) => {
      let line = lineOf(text);
      for (const step of todo) {
        line = act(line, step);
        expect(boundariesOf(line.text)).toContain(line.cursor);
      }
    }),
    { numRuns: 500 },
  );
});

test('undo gives back what an action changed, and redo does it again', () => {
  fc.assert(
    fc.property(texts(12), steps, (text, todo) => {
      let line = lineOf(text);
      for (const step of todo) {
        const next = act(line, step);
        const isEdit = next.text !== line.text && step !== 'undo' && step !== 'redo';
        const joins = next.last.kind === 'typing' && line.last.kind === 'typing';
        if (isEdit && !joins) {
          const undone = lineActions.undo(next);
          expect([undone.text, undone.cursor]).toEqual([line.text, line.cursor]);
          const redone = lineActions.redo(undone);
          expect([redone.text, redone.cursor]).toEqual([next.text, next.cursor]);
        }
        line = next;
      }
      while (line.undo.length > 0) line = lineActions.undo(line);
      expect(line.text).toBe(text);
    }),
    { numRuns: 500 },
  );
});

/** Whatever is cut out of these, the rest does not grow together to other graphemes. */
const plainTexts = fc.string({ unit: fc.constantFrom('a', 'é', '世', ' ', '.', '👨‍👩‍👧'), maxLength: 20 });

test('what is cut, in one go or by several keys, can be put back where it was', () => {
  const kills = actionNames.filter((name) => name.includes('kill'));
  const walk = fc.array(fc.constantFrom<LineActionName>('backward-char', 'backward-word'), { maxLength: 6 });
  fc.assert(
    fc.property(
      plainTexts,
      walk,
      fc.array(fc.constantFrom(...kills), { minLength: 1 }),
      (text, moves, cuts) => {
        let line = lineOf(text);
        for (const move of moves) line = lineActions[move](line);
        const cut = cuts.reduce(act, line);
        expect(lineActions.yank(cut).text).toBe(text);
      },
    ),
    { numRuns: 500 },
  );
});

test('the undoing of a very long line is bounded', () => {
  let line = lineOf('x'.repeat(4 << 20));
  for (let i = 0; i < 20; i++) line = lineActions['backward-delete-char'](line);
  expect(line.undo.length).toBeLessThan(5);
  expect(lineActions.undo(line).text).toHaveLength((4 << 20) - 19);
});
