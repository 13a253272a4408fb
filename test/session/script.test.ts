import { expect, test } from 'vitest';
import { readScript, scriptLines } from '../../src/session/script.ts';

function texts(text: string) {
  return scriptLines(text, 'a.hsh').map((line) => [line.lineNumber, line.text]);
}

test('a plain script is its lines', () => {
  expect(texts('hist\r\n# a comment\n\ncount str')).toEqual([
    [1, 'hist'],
    [2, '# a comment'],
    [3, ''],
    [4, 'count str'],
  ]);
});

test('of a Markdown session only the commands in heapsh blocks run', () => {
  const session = [
    '---',
    'heapsh: 1',
    '---',
    '# Who holds it?',
    '> a quotation, not a command',
    '```heapsh',
    '> count traceback',
    '535810',
    '> chains traceback via tb_next | head 3',
    '…',
    '```',
    '```python',
    '> nor this',
    '```',
    '```heapsh',
    '> hist',
    '```',
  ].join('\n');
  expect(texts(session)).toEqual([
    [7, 'count traceback'],
    [9, 'chains traceback via tb_next | head 3'],
    [16, 'hist'],
  ]);
});

test('a block may stand in a list, and one that a longer fence quotes is an example', () => {
  const session = [
    '- First:',
    '   ```heapsh',
    '   > count traceback',
    '   535810',
    '   ```',
    '````markdown',
    '```heapsh',
    '> nor this',
    '```',
    '````',
  ].join('\r\n');
  expect(texts(session)).toEqual([[3, 'count traceback']]);
});

test.runIf(process.platform === 'linux')('a file without an end is no script', () => {
  expect(() => readScript('/dev/zero')).toThrow('too long for a script');
  expect(readScript('/dev/null').map((line) => line.text)).toEqual(['']);
});

test('a name that no file can have is told as any other', () => {
  expect(() => readScript('a\0b')).toThrow('cannot read a\0b: no file can have that name');
});
