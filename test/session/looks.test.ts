import { expect, test } from 'vitest';
import { formatBytes, formatBytesAligned, formatCount, formatDuration } from '../../src/base/quantities.ts';
import { terminalWidth } from '../../src/output/terminal-width.ts';
import { wantsColour } from '../../src/output/wants-colour.ts';
import { Heap } from '../../src/query/heap.ts';
import { asHeapshError } from '../../src/session/failure.ts';
import { progressText } from '../../src/session/progress-line.ts';
import { promptText } from '../../src/session/prompt-text.ts';
import { smallHeap } from '../output/a-heap.ts';
import { sessionOn } from '../support/run-command.ts';

test('the prompt names the snapshot when there are several, and counts the cuts', () => {
  const { heap } = smallHeap();
  const { session } = sessionOn(heap.snapshot);
  expect(promptText(session)).toBe('heap> ');
  const cut = { edges: ['dict->x', 'list->y'], absent: new Uint32Array(8) };
  session.add(new Heap('after', heap.snapshot, heap.runtime, cut));
  expect(promptText(session)).toBe('heap(after, 2 cuts)> ');
  session.close('test');
  expect(promptText(session)).toBe('heap(2 cuts)> ');
  session.close(undefined);
  expect(promptText(session)).toBe('heap (no snapshot)> ');
});

test('progress has a true percentage, or none', () => {
  expect(progressText({ phase: 'reading', done: 999, total: 1000 }, 1234)).toBe(
    'reading [########################]  99%  1.2 s',
  );
  expect(progressText({ phase: 'reading', done: 5, total: 20 }, 250)).toMatch(
    /^reading \[#{6} {18}\] {2}25%/,
  );
  expect(progressText({ phase: 'sorting', done: 5, total: 0 }, 250)).toBe('sorting … 250 ms');
});

test.each([
  [0, '0 B'],
  [1023, '1,023 B'],
  [1024, '1.0 KiB'],
  [1_048_524, '1,023.9 KiB'],
  [1_048_575, '1.0 MiB'],
  [220_007_072, '209.8 MiB'],
  [-2048, '-2.0 KiB'],
  [2 ** 60, '1,024.0 PiB'],
])('%d bytes are %s', (size, text) => {
  expect(formatBytes(size)).toBe(text);
});

test('sizes stand below each other, digit by digit', () => {
  expect([64, 220_007_072].map(formatBytesAligned)).toEqual(['64   B  ', '209.8 MiB']);
  expect(formatCount(2n ** 64n)).toBe('18,446,744,073,709,551,616');
  expect([12, 999.6, 59_960, 125_000].map(formatDuration)).toEqual([
    '12 ms',
    '1.0 s',
    '1 min 0 s',
    '2 min 5 s',
  ]);
});

test('width and colour, as everywhere', () => {
  const terminal = { isTTY: true, columns: 90 };
  expect(terminalWidth(terminal, {})).toBe(90);
  expect(terminalWidth(terminal, { COLUMNS: '50' })).toBe(50);
  expect(terminalWidth({}, {})).toBe(Infinity);
  expect(terminalWidth({}, { COLUMNS: 'wide' })).toBe(Infinity);
  expect(wantsColour(terminal, { TERM: 'xterm' })).toBe(true);
  expect(wantsColour(terminal, { TERM: 'xterm', NO_COLOR: '' })).toBe(true);
  expect(wantsColour(terminal, { TERM: 'xterm', NO_COLOR: '1' })).toBe(false);
  expect(wantsColour(terminal, { TERM: 'dumb' })).toBe(false);
  expect(wantsColour({}, { TERM: 'xterm' })).toBe(false);
});

test('too little memory is told as such', () => {
  const lost = Object.assign(new Error('x'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
  for (const error of [new RangeError('Array buffer allocation failed'), lost]) {
    expect(asHeapshError(error).message).toContain('not enough memory');
  }
});
