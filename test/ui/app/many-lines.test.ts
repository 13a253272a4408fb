import { afterEach, beforeEach, expect, test } from 'vitest';
import { pythonHeap } from '../../commands/python-heap.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';
import { ShellOnScreen } from './shell-on-screen.ts';

needsBuild();

const snapshot = temporaryFiles()('any.heapsh', writeHeapsh(pythonHeap().snapshot));
const LINES = 200;
/** Of ShellApp: what is waited between two frames while lines wait. */
const FLYING = 33;
/** What begins a frame. */
const FRAME = '\x1b[?2026h';

let shell: ShellOnScreen;
beforeEach(async () => {
  shell = await ShellOnScreen.open({ files: [snapshot] });
  await shell.untilShown('Ctrl-D leaves');
  await shell.settled();
});
afterEach(async () => {
  shell.close();
  await shell.left;
});

const paste = (count: number) => `\x1b[200~${'count str\ncount dict\n'.repeat(count / 2)}\x1b[201~`;

test('of many lines all are run in their order, and no more frames are painted than can be seen', async () => {
  const before = shell.raw.length;
  const begun = performance.now();
  shell.press(`${paste(LINES)}count list\r`);
  const lines = await shell.until((all) => all[1]!.includes('count list'));
  const frames = shell.raw.slice(before).split(FRAME).length - 1;
  expect(frames).toBeLessThan((performance.now() - begun) / FLYING + 20);
  expect(lines[0]).toContain(`$${LINES + 1}`);
  expect(shell.remembered).toHaveLength(LINES + 1);
  await shell.after('\x1b');
  expect((await shell.after('['))[1]).toContain('count dict');
});

test('a key that is pressed meanwhile is seen, and Ctrl-C drops what waits', async () => {
  shell.press(paste(200_000));
  shell.press('typed');
  await shell.until((lines) => lines.at(-2) === 'heap> typed');
  shell.press('\x15\x03');
  await shell.untilShown('waiting lines dropped');
});
