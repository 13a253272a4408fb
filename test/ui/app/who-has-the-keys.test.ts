import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { needsBuild } from '../../support/heapsh-process.ts';
import { bytesOf } from './bytes-of-keys.ts';
import { ShellOnScreen } from './shell-on-screen.ts';

needsBuild();

const ESCAPE = '\x1b';
const BACKSPACE = bytesOf('backspace');
const ROWS = 24;

let shell: ShellOnScreen;
beforeAll(async () => {
  shell = await ShellOnScreen.open({ rows: ROWS, quiet: 30 });
  await shell.untilShown('Ctrl-D leaves');
});
afterAll(async () => {
  shell.close();
  await shell.left;
});
beforeEach(() => shell.toPrompt());

const status = (lines: readonly string[]) => lines.at(-1)!;
const number = (lines: readonly string[]) => /^\$\d+/.exec(lines[1]!)?.[0];
/** As a mouse sends it. */
const click = (column: number, row: number) => `${ESCAPE}[<0;${column + 1};${row + 1}M`;

async function expectKeysAt(place: 'answer' | 'prompt') {
  const lines = await shell.settled();
  if (place === 'answer') expect(status(lines)).toMatch(/^ ANSWER .*Esc /);
  else expect(status(lines)).not.toContain('ANSWER');
  expect((await shell.cursor()) === undefined).toBe(place === 'answer');
}

test('a sign stands where the answer has the keys, whatever else is said', async () => {
  await shell.run('hist');
  await expectKeysAt('prompt');
  const colours = async () => [
    (await shell.cell(6, 1)).foreground,
    (await shell.cell(0, ROWS - 2)).foreground,
  ];
  const [title, prompt] = await colours();
  await shell.after(ESCAPE);
  await expectKeysAt('answer');
  expect((await shell.cell(1, ROWS - 1)).background).toBeDefined();
  expect(await colours()).toEqual([prompt, expect.not.objectContaining([prompt])]);
  expect((await colours())[0]).not.toBe(title);
  expect(status(await shell.after('y'))).toMatch(/^ ANSWER {2}copied hist {3}Esc prompt/);
  expect(status(await shell.after('F'))).toMatch(/^ ANSWER {2}F means nothing here.* {3}Esc prompt/);
  expect(status(await shell.after('?'))).toMatch(/^ KEYS {2}Esc closes/);
  expect(status(await shell.after(`${ESCAPE}`))).toMatch(/^ ANSWER /);
});

test('one Escape closes an error and gives the keys to the answer', async () => {
  await shell.run('count str');
  const failed = await shell.after('hist frog\r');
  expect(status(failed)).toContain('Esc closes the error, to the answer');
  expect((await shell.after(ESCAPE)).join('\n')).not.toContain('error:');
  await expectKeysAt('answer');
});

test('where a key has failed, Escape closes the error and the answer keeps the keys', async () => {
  await shell.run('dict | head 3');
  await shell.after(ESCAPE);
  expect((await shell.after('l')).join('\n')).toMatch(/error: .* not a frame/);
  expect((await shell.after(ESCAPE)).join('\n')).not.toContain('error:');
  await expectKeysAt('answer');
});

test('an error stays while lines that were waiting are answered, until something else is asked', async () => {
  shell.press(`${ESCAPE}[200~hist frog\ncount list\nhist toad\ncount dict\n${ESCAPE}[201~`);
  const lines = await shell.until(
    (all) => all[1]!.includes('count dict') && all.join().includes('1 more error'),
  );
  expect(lines.join('\n')).toMatch(/┄ and 1 more error ┄┄\nerror: .*frog/);
  expect((await shell.after('count')).join('\n')).toContain('frog');
  expect((await shell.after(' set\r')).join('\n')).not.toContain('frog');
});

test('a line that a key has begun brings the keys back to the answer, and the line before it comes back by undo', async () => {
  await shell.run('traceback | head 5');
  await shell.after('half a line');
  await shell.after(ESCAPE);
  expect((await shell.after('w')).at(-2)).toMatch(/> \$\d+ \| where$/);
  expect((await shell.after(bytesOf('ctrl-_'))).at(-2)).toBe('heap> half a line');
  await shell.after('\x15');
  await shell.after(ESCAPE);
  await shell.after('w');
  expect((await shell.after('size >= 0\r'))[1]).toMatch(/ \| where size >= 0 /);
  await expectKeysAt('answer');
  // What is to be mended is mended at the prompt.
  await shell.after('w');
  expect((await shell.after('siez >= 0\r')).join('\n')).toContain('error:');
  await expectKeysAt('prompt');
});

test('on a row of many objects a condition is about them', async () => {
  const before = await shell.run('hist');
  await shell.after(ESCAPE);
  expect((await shell.after('w')).at(-2)).toBe(`heap> ${number(before)}[0] | where`);
});

test('Escape and a key at once are both', async () => {
  await shell.run('traceback | head 60');
  await shell.after(`${ESCAPE}j`);
  await expectKeysAt('answer');
  expect((await shell.cell(8, 4)).background).toBeDefined();
  await shell.after(`${ESCAPE}j`);
  expect((await shell.cell(8, 5)).background).toBeDefined();
  await shell.after('/');
  expect((await shell.after(`${ESCAPE}k`)).at(-2)).toBe('heap>');
  expect((await shell.cell(8, 4)).background).toBeDefined();
});

test('Backspace goes to the answer that was asked from, and the corner says which is shown', async () => {
  const first = number(await shell.run('traceback | head 3'));
  await shell.after(ESCAPE);
  const second = number(await shell.after('h'));
  await shell.after('[');
  const third = number(await shell.after('f'));
  await shell.after('d');
  expect(number(await shell.after(BACKSPACE))).toBe(third);
  const lines = await shell.after(BACKSPACE);
  expect(number(lines)).toBe(first);
  expect(lines[0]).toMatch(new RegExp(` \\${first} of \\d+$`));
  expect(number(await shell.after(']'))).toBe(second);
  // Of a sort it is what was sorted, and of a line that was typed what was in front.
  await shell.after('s');
  await shell.toPrompt();
  await shell.run('count str');
  await shell.after(ESCAPE);
  expect((await shell.after(BACKSPACE))[1]).toContain(`${second} | sort`);
  expect(number(await shell.after(BACKSPACE))).toBe(second);
});

test('Enter runs the command that a row of leaks or history tells, all of it', async () => {
  await shell.run('leaks');
  await shell.after(ESCAPE);
  await shell.after('jj\r');
  expect(shell.remembered.at(-1)).toBe('chains traceback via tb_next | sort length desc | head 5');
  await shell.toPrompt();
  await shell.run('history 1');
  await shell.after(ESCAPE);
  const asked = shell.remembered.length;
  await shell.after('\r');
  expect(shell.remembered.slice(asked)).toHaveLength(1);
  expect(shell.remembered.at(-1)).not.toMatch(/^at /);
});

test('texts of the program are never run', async () => {
  await shell.run('traceback | head 3 | select type as command');
  await shell.after(ESCAPE);
  expect((await shell.after('\r'))[1]).toMatch(/^\$\d+ {2}at \$\d+\[0\]/);
});

test('a click on a heading sorts by it, and again the other way round', async () => {
  const lines = await shell.run('hist');
  const column = lines[2]!.indexOf('Size');
  expect((await shell.after(click(column, 2)))[1]).toMatch(/ \| sort size desc /);
  const again = await shell.after(click((await shell.lines())[2]!.indexOf('Size'), 2));
  expect(again[1]).toMatch(/ \| sort size +\d/);
  await expectKeysAt('answer');
});

test('a click selects the row that a line belongs to, also where rows are several lines each', async () => {
  const lines = await shell.run('leaks');
  const second = lines.findIndex((line) => line.startsWith('1 '));
  await shell.after(click(6, second + 1));
  expect((await shell.cell(6, second)).background).toBeDefined();
  expect((await shell.cell(6, second - 1)).background).toBeUndefined();
});

test('the column that will be sorted by is told', async () => {
  await shell.run('hist');
  await shell.after(ESCAPE);
  expect(status(await shell.after('>'))).toContain('sort column: ');
});
