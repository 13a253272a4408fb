import { expect, test } from 'vitest';
import { barText } from '../../src/ui/painting/bar.ts';
import { footLines } from '../../src/ui/painting/foot-lines.ts';
import { orderOf } from '../../src/ui/painting/sorted-by.ts';
import type { Theme } from '../../src/ui/theme.ts';
import { themeFor } from '../../src/ui/themes/index.ts';
import { plain } from './panes/answers.ts';
import { hist } from './panes/sample-answers.ts';

const depths = ['none', 16, 256, 'truecolor'] as const;
const names = ['dark', 'light', 'mono'] as const;

function parts(theme: Theme): Record<string, string> {
  const { accent, dim, heading, alarm, selected, found } = theme;
  const looks = { accent, dim, heading, alarm, found };
  const painted = Object.entries(looks).map(([name, look]) => [name, look('x')]);
  return { ...Object.fromEntries(painted), focused: selected('x', true), idle: selected('x', false) };
}

/** SGR parameters that set a colour. */
function colours(text: string): string[] {
  const parameters = text.split('\x1b[').flatMap((part) => part.split('m')[0]!.split(';'));
  return parameters.filter((parameter) => /^(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])$/.test(parameter));
}

test.each(names.flatMap((name) => depths.map((depth) => [name, depth] as const)))(
  '%s with %s colours: the text is as it was, and each look ends where it ends',
  (name, depth) => {
    for (const [part, text] of Object.entries(parts(themeFor({ depth, unicode: true, name })))) {
      expect(plain(text), part).toBe('x');
      if (text !== 'x') expect(text.replaceAll('\x1b', 'ESC'), part).toMatch(/^ESC\[[\d;]+mxESC\[0m$/);
    }
  },
);

test('nothing has a colour without colours, and what is selected, found or wrong stands out all the same', () => {
  for (const theme of [
    themeFor({ depth: 'none', unicode: true }),
    themeFor({ depth: 256, unicode: true, name: 'mono' }),
  ]) {
    const looks = parts(theme);
    expect(Object.values(looks).flatMap(colours)).toEqual([]);
    expect(new Set([looks.focused, looks.idle, looks.found, 'x']).size).toBe(4);
    expect(looks.alarm).not.toBe('x');
    expect(theme.name).toBe('mono');
  }
  expect(themeFor({ depth: 'none', unicode: true }).dim('x')).toBe('x');
});

test('a theme keeps to the colours that there are', () => {
  for (const name of ['dark', 'light'] as const) {
    expect(themeFor({ depth: 16, unicode: true, name }).accent('x')).toMatch(/\[3\dm/);
    expect(themeFor({ depth: 256, unicode: true, name }).accent('x')).toMatch(/\[38;5;\d+m/);
    expect(themeFor({ depth: 'truecolor', unicode: true, name }).accent('x')).toMatch(/\[38;2;\d+;\d+;\d+m/);
  }
  expect(themeFor({ depth: 16, unicode: true }).name).toBe('dark');
});

test('nothing to draw has no escapes', () => {
  expect(Object.values(parts(themeFor({ depth: 256, unicode: true }))).join('')).toContain('\x1b');
  expect(themeFor({ depth: 256, unicode: true }).alarm('')).toBe('');
});

test('bars: eighths, or whole columns', () => {
  expect([0, 0.001, 0.5, 0.99, 1, 7, -1, Number.NaN].map((share) => barText(share, 4, true))).toEqual([
    '',
    '▏',
    '██',
    '████',
    '████',
    '████',
    '',
    '',
  ]);
  expect(barText(0.3, 4, true)).toBe('█▎');
  expect([0, 0.001, 0.5, 1].map((share) => barText(share, 4, false))).toEqual(['', '#', '##', '####']);
});

test('the order of the rows is what the end of the line says', () => {
  expect(orderOf('hist | sort size desc')).toEqual({ name: 'size', descending: true });
  expect(orderOf('hist|sort size asc ')).toEqual({ name: 'size', descending: false });
  expect(orderOf('hist | sort size')).toEqual({ name: 'size', descending: false });
  expect(orderOf('hist | sort size desc | head 3')).toBeUndefined();
  expect(orderOf('bytype sort')).toBeUndefined();
});

test('notes, then what is not plain, in whole words', () => {
  const notes = ['`retained` was found by walking from the roots', 'a '.repeat(200).trim()];
  const outline = { ...hist.state.outline, notes, provenance: 'bounded: 1,000 paths' };
  const lines = footLines(outline, 30, themeFor({ depth: 'none', unicode: false }));
  expect(lines.slice(0, 2)).toEqual(['`retained` was found by', 'walking from the roots']);
  expect(lines.slice(2, 5).map((line) => line.length)).toEqual([29, 29, 30]);
  expect(lines[4]).toMatch(/a~$|a ~$/);
  expect(lines.slice(5)).toEqual(['bounded: 1,000 paths']);
  const few = (most: number) => footLines(outline, 30, themeFor({ depth: 'none', unicode: true }), most);
  expect(few(1)).toEqual(['`retained` was found by …']);
  expect(few(2)).toEqual(['`retained` was found by', 'walking from the roots …']);
  expect(few(3)[2]).toMatch(/^(a ){14}…$/);
  expect(few(5)[4]).toMatch(/[^ ]…$|a …$/);
  expect(few(6)).toHaveLength(6);
  expect(few(6)[5]).toBe('bounded: 1,000 paths');
  expect(few(0)).toEqual([]);
  expect(footLines(hist.state.outline, 30, themeFor({ depth: 256, unicode: true }))).toEqual([]);
});
