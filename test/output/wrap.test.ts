import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../src/output/screen/wrap.ts';
import { visible } from '../../src/output/visible.ts';
import { displayWidth } from '../../src/output/width.ts';
import { wrapToWidth } from '../../src/output/wrap-words.ts';

const place = '/srv/app/node_modules/typescript/lib/typescript.js:151809';

describe('text in which blanks mean something', () => {
  test.each([
    [place, 58, [place]],
    [place, 40, ['/srv/app/node_modules/typescript/lib/', 'typescript.js:151809']],
    [
      '{Debug: Object, emit: Function, Node: undefined}',
      40,
      ['{Debug: Object, emit: Function, Node: ', 'undefined}'],
    ],
    ['.store.sessions.entries', 10, ['.store', '.sessions', '.entries']],
    ['x'.repeat(25), 10, ['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]],
    // Little would be left of the first line.
    [`a ${'x'.repeat(12)}`, 10, ['a xxxxxxxx', 'xxxx']],
    ['漢字漢字/漢字', 11, ['漢字漢字/', '漢字']],
  ])('%s in %i columns', (line, width, pieces) => {
    expect(piecesOf(line, width)).toEqual(pieces);
  });

  test('all of it is there, in its order, and none is too wide', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.stringMatching(/^[ab /.漢,👪]{0,80}$/u),
    );
    fc.assert(
      fc.property(line.map(visible), fc.integer({ min: 2, max: 30 }), (text, width) => {
        const pieces = piecesOf(text, width);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(displayWidth(piece)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

test('a path that is wider than a line is broken between its steps', () => {
  const path = `module app${'.store.sessions["7f"].entries'.repeat(3)}`;
  for (const width of [30, 40, 60]) {
    const lines = wrapToWidth(path, width);
    expect(lines.join('').replaceAll(' ', '')).toBe(path.replaceAll(' ', ''));
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
    for (const line of lines.slice(2)) expect(line).toMatch(/^[.[]/);
  }
});
