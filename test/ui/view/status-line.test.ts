import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth } from '../../../src/output/width.ts';
import { commonKeys } from '../../../src/ui/keys/key-map.ts';
import { type StatusParts, statusLine } from '../../../src/ui/layout/status-layout.ts';
import { themeFor } from '../../../src/ui/themes/index.ts';

const theme = themeFor({ depth: 'none', unicode: true });
const line = (parts: StatusParts, columns: number) =>
  statusLine(parts, columns, theme).replaceAll(/\p{Cc}\[[\d;]*m/gu, '');

const hints = [
  { text: 'Esc prompt', rank: 0 },
  { text: 'Enter look into', rank: 2 },
  { text: 'b referrers', rank: 3 },
  { text: 'f references', rank: 103 },
  { text: '? keys', rank: 1 },
];
const bounded: StatusParts = {
  sign: 'ANSWER',
  text: '',
  tone: 'message',
  hints,
  facts: ['12 ms · bounded: only the first of many', 'bounded: only the first of many', 'bounded'],
  areFactsNeeded: true,
};

test('as many hints as there is room for, the way out first of all, and ? with it', () => {
  expect(line({ ...bounded, facts: [] }, 40)).toBe(' ANSWER  Esc prompt · ? keys');
  expect(line({ ...bounded, facts: [] }, 50)).toBe(' ANSWER  Esc prompt · Enter look into · ? keys');
  expect(line({ ...bounded, facts: [] }, 90)).toBe(
    ' ANSWER  Esc prompt · Enter look into · b referrers · f references · ? keys',
  );
});

test('hints give way before what is to be known about the answer', () => {
  expect(line(bounded, 40)).toBe(' ANSWER  Esc prompt · ? keys     bounded');
  expect(line(bounded, 72)).toMatch(/Esc prompt · \? keys +12 ms · bounded: only the first of many$/);
});

test('at any width, whatever is said: the sign, the way out, and nothing beyond the edge', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      (columns, text) => {
        const shown = line({ ...bounded, text }, columns);
        expect(shown).toMatch(/^ ANSWER .*Esc prompt/);
        if (text === '') expect(shown).toContain('bounded');
        expect(displayWidth(shown)).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test('most of what can be asked stands in the line of a wide screen', () => {
  const told = commonKeys.filter(({ inFooter, inWideFooter }) => inFooter ?? inWideFooter);
  expect(told.flatMap(({ keys }) => keys[0])).toEqual(expect.arrayContaining([...'bfprdtcw[]']));
});
