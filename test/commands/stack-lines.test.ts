import { expect, test } from 'vitest';
import { stackLines } from '../../src/commands/stack/stack-lines.ts';

const at = (line: number | undefined, name = 'f') => ({ file: 'a.py', line, name });
const none = () => undefined;

test('an entry is written as Python writes it', () => {
  expect([...stackLines([at(3), at(5, 'g')], none)]).toEqual([
    '  File "a.py", line 3, in f',
    '  File "a.py", line 5, in g',
  ]);
});

test.each([
  [3, []],
  [4, ['  [Previous line repeated 1 more time]']],
  [6, ['  [Previous line repeated 3 more times]']],
])('of %i equal entries in a row three are written', (count, folded) => {
  const lines = [...stackLines([...Array(count).fill(at(3)), at(9)], none)];
  expect(lines).toEqual([
    ...Array(3).fill('  File "a.py", line 3, in f'),
    ...folded,
    '  File "a.py", line 9, in f',
  ]);
});

test('a run at the end is counted too, and equal entries that do not follow each other are not folded', () => {
  const lines = [...stackLines([at(1), at(2), at(1), at(1), at(1), at(1), at(1)], none)];
  expect(lines.at(-1)).toBe('  [Previous line repeated 2 more times]');
  expect(lines).toHaveLength(6);
});

test('what has no line equals nothing', () => {
  const lines = [...stackLines(Array(5).fill(at(undefined)), none)];
  expect(lines).toEqual(Array(5).fill('  File "a.py", line None, in f'));
});

test('source lines stand below their entry', () => {
  expect([...stackLines([at(3)], () => 'raise X')]).toEqual(['  File "a.py", line 3, in f', '    raise X']);
});
