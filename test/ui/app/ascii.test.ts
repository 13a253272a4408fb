import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleTour } from '../../../src/session/example.ts';
import { readTour } from '../../../src/session/tour/tour.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { bytesOf } from './bytes-of-keys.ts';
import { ShellOnScreen } from './shell-on-screen.ts';

needsBuild();

let shell: ShellOnScreen;
beforeAll(async () => {
  const walk = { tour: readTour(exampleTour()), at: 0, isOn: true };
  shell = await ShellOnScreen.open({ unicode: false, history: ['hist', 'count str'], tour: walk });
  await shell.untilShown('Ctrl-D leaves');
});
afterAll(() => shell.close());

test.each([
  ['a title, a place and a status line', 'hist\r'],
  ['the way back to the answers', '\x1b'],
  ['a tree', `${bytesOf('b')}`],
  ['the keys', '?'],
  ['what completes', '\x1bh\t'],
  ['a search through the history', '\x1b\x15\x12cou'],
  ['a line that is wider than the screen', `\x1b\x15${'count str '.repeat(20)}`],
  ['an error, and a message', `\x15nonsense\r`],
])('a terminal that knows ASCII alone is sent nothing else: %s', async (_, keys) => {
  const before = shell.raw.length;
  await shell.toPrompt();
  await shell.after(keys);
  expect(shell.raw.length).toBeGreaterThan(before);
  expect(shell.raw.match(/\P{ASCII}+/gu)).toBeNull();
});

test('nor while lines run, wait and are dropped', async () => {
  await shell.toPrompt();
  shell.press('paths str -k 100000\rhist\rhist\r');
  await shell.untilShown('Ctrl-C stops all');
  shell.press('\x03');
  await shell.untilShown('2 waiting lines dropped (^ has them)');
  expect(shell.raw.match(/\P{ASCII}+/gu)).toBeNull();
});

test('one that is too small is told so', async () => {
  shell.resize(30, 6);
  await shell.untilShown('40x8 needed');
  shell.resize(80, 24);
});
