import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FirstLook, firstLookOf } from '../../../src/model/first-look.ts';
import { visible } from '../../../src/output/visible.ts';
import { displayWidth } from '../../../src/output/width.ts';
import { firstLookText } from '../../../src/session/first-look-text.ts';
import { themeFor } from '../../../src/ui/themes/index.ts';
import { firstLookLines } from '../../../src/ui/view/first-look-lines.ts';

const theme = themeFor({ depth: 'none', unicode: true });

const look: FirstLook = firstLookOf({
  objects: 3_000,
  references: 12_345,
  bytes: 5 * 1024 ** 2,
  types: [
    { name: 'Small', objects: 1_000, bytes: 64 },
    { name: '(string)', objects: 2_000, bytes: 5 * 1024 ** 2 - 64 },
  ],
  provisos: ['not all of it is exact'],
});

test('tells how much there is, of which types most is, and what is not exact', () => {
  expect(firstLookLines(look, { columns: 80, lines: 10 }, theme)).toEqual([
    '┄┄ so far: 3,000 objects · 5.0 MiB · 12,345 references, not settled yet ┄┄┄┄┄┄┄┄',
    '     bytes  objects  type',
    '   5.0 MiB    2,000  (string)',
    '  64   B      1,000  Small',
    'not all of it is exact',
  ]);
});

test('without sizes, the types with most objects come first', () => {
  const types = [
    { name: 'few', objects: 1, bytes: undefined },
    { name: 'many', objects: 9, bytes: undefined },
  ];
  const counted = firstLookOf({ objects: 10, references: undefined, bytes: undefined, types, provisos: [] });
  expect(firstLookText(counted, { columns: 80, lines: 3 })).toEqual([
    'so far: 10 objects',
    '  objects  type (1 more has less)',
    '        9  many',
  ]);
});

const count = fc.oneof(fc.nat(), fc.double({ noNaN: true }));
const anyType = fc.record({
  name: fc.string({ unit: 'binary', maxLength: 60 }),
  objects: count,
  bytes: fc.option(count, { nil: undefined }),
});
const anyLook = fc
  .record({
    objects: count,
    references: fc.option(count, { nil: undefined }),
    bytes: fc.option(count, { nil: undefined }),
    types: fc.array(anyType, { maxLength: 40 }),
    provisos: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
  })
  .map(firstLookOf);

test('whatever the names are, it fits the room, and nothing in it steers the terminal', () => {
  const room = fc.record({
    columns: fc.integer({ min: 40, max: 120 }),
    lines: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(anyLook, room, fc.boolean(), (any, space, unicode) => {
      const lines = firstLookLines(any, space, themeFor({ depth: 'none', unicode }));
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.length).toBeLessThanOrEqual(space.lines);
      for (const line of lines) {
        expect(displayWidth(line)).toBeLessThanOrEqual(space.columns);
        expect(visible(line)).toBe(line);
      }
    }),
  );
});
