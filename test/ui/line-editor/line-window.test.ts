import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible } from '../../../src/output/visible.ts';
import { displayWidth } from '../../../src/output/width.ts';
import { boundaryAtOrBefore } from '../../../src/ui/line-editor/graphemes.ts';
import { visiblePart } from '../../../src/ui/line-editor/line-window.ts';
import { texts } from './texts.ts';
import { lineAt } from './typing.ts';

test.each([
  ['abc|', 10, 0, 'abc', 3],
  ['|', 10, 0, '', 0],
  ['|abcdefghijkl', 8, 0, 'abcdefg›', 0],
  ['abcdefghijkl|', 8, 0, '‹hijkl', 6],
  ['abcdefg|hijkl', 8, 2, '‹cdefgh›', 6],
  ['a|bcdefghijkl', 8, 5, 'abcdefg›', 1],
  ['abcdefghijkl|', 8, 12, '‹kl', 3],
  ['世界|世界世界', 8, 0, '世界世 ›', 4],
  ['a\x1b|b\t', 12, 0, 'a\\x1bb\\t', 5],
  ['abc|\x1b\x1b', 3, 3, '‹…›', 1],
  ['ab|c', 1, 0, 'c', 0],
])('%j in %i columns from %i: %j', (line, columns, start, text, cursorColumn) => {
  expect(visiblePart(lineAt(line), columns, start)).toMatchObject({ text, cursorColumn });
});

test('the cursor is always in sight, and nothing is wider than the room', () => {
  fc.assert(
    fc.property(
      texts(30),
      fc.nat(),
      fc.nat(200),
      fc.integer({ min: 1, max: 40 }),
      (text, at, start, columns) => {
        const cursor = boundaryAtOrBefore(text, at % (text.length + 1));
        const window = visiblePart({ text, cursor }, columns, start);
        expect(displayWidth(window.text)).toBeLessThanOrEqual(columns);
        expect(window.text).toBe(visible(window.text));
        expect(window.cursorColumn).toBeLessThan(columns);
        expect(window.startIndex).toBeLessThanOrEqual(cursor);
        expect(window.endIndex).toBeGreaterThan(cursor === text.length ? cursor - 1 : cursor);
        // What is left of the cursor on the screen is what is left of it in the line.
        const mark = columns >= 3 && window.startIndex > 0 ? 1 : 0;
        const before = displayWidth(visible(text.slice(window.startIndex, cursor)));
        expect(window.cursorColumn).toBeLessThanOrEqual(mark + before);
        // Nothing has changed: nothing scrolls.
        expect(visiblePart({ text, cursor }, columns, window.startIndex)).toEqual(window);
      },
    ),
    { numRuns: 1000 },
  );
});
