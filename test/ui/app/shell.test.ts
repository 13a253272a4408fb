import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { needsBuild } from '../../support/heapsh-process.ts';
import { bytesOf } from './bytes-of-keys.ts';
import { ShellOnScreen } from './shell-on-screen.ts';

needsBuild();

const CTRL_C = '\x03';
const CTRL_D = '\x04';
const DOWN = bytesOf('pagedown');

let shell: ShellOnScreen;

/** One for all tests of a group: each begins at an empty prompt, behind the answers of those before it. */
function onScreen(size: { columns: number; rows: number }): void {
  beforeAll(async () => {
    shell = await ShellOnScreen.open({ ...size, history: ['hist', 'count str'] });
    await shell.untilShown('Ctrl-D leaves');
    await shell.settled();
  });
  beforeEach(() => shell.toPrompt());
  afterAll(close);
}

async function close(): Promise<void> {
  shell.close();
  await shell.left;
}

/** How many answers there were, as the corner says. */
const answers = ([corner = '']: readonly string[]) => Number(/\$(\d+)$/.exec(corner)?.[1]);

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('on $columns×$rows', (size) => {
  onScreen(size);

  test('says what is open, and leaves most of the screen to the answer', async () => {
    const lines = await shell.run('hist');
    expect(lines[0]).toMatch(/^heapsh {2}pylint · cpython 3\.11\.2 · 356,235 objects · 35\.9 MiB ─+ \$\d+$/);
    expect(lines[1]).toMatch(/^\$\d+ {2}hist .* \/ 383$/);
    expect(lines.filter((line) => /^ *\d+ /.test(line)).length).toBeGreaterThanOrEqual(size.rows - 7);
    expect(lines.at(-2)).toBe('heap>');
    expect(await shell.cursor()).toEqual({ column: 6, row: size.rows - 2 });
  });

  test('tells an error above the prompt, and leaves the answer where it is', async () => {
    const [, title] = await shell.run('hist');
    shell.press('hist frog\r');
    const lines = await shell.untilShown('error:');
    expect(lines[1]).toBe(title);
    expect(lines.join('\n')).toContain('^^^^');
    expect((await shell.after('\x1b')).join('\n')).not.toContain('error:');
    await shell.toPrompt();
    // The line can be mended.
    expect((await shell.after(bytesOf('up'))).at(-2)).toBe('heap> hist frog');
  });

  test('how long an answer took is not said beside what is told of another line', async () => {
    const time = /\d m?s$/;
    expect((await shell.run('hist')).at(-1)).toMatch(time);
    shell.press('hist frog\r');
    expect((await shell.untilShown('error:')).at(-1)).not.toMatch(time);
    shell.press('\x1b');
    await shell.toPrompt();
    shell.press('paths str -k 100000\r');
    expect((await shell.untilShown('Ctrl-C stops')).at(-1)).not.toMatch(time);
    expect((await shell.after(CTRL_C)).at(-1)).toMatch(/stopped\b.*(?<!\d m?s)$/);
  });

  test('how an answer is bounded is a note of its own', async () => {
    const lines = await shell.run('waste');
    expect(lines.slice(-5, -3).join(' ')).toContain('bounded: wasted is at least so much: ');
    expect(lines.at(-1)).toMatch(/ bounded$/);
  });

  test('offers what completes, over the answer', async () => {
    await shell.run('hist');
    const lines = await shell.after('h\t');
    expect(lines.join('\n')).toMatch(/ hist +\S/);
    expect(lines.at(-1)).toContain('Esc closes');
    await shell.after('\t');
    expect((await shell.after('\x1b')).at(-2)).toBe('heap> h');
  });

  test('scrolls with the wheel, selects with a click, looks into with two', async () => {
    await shell.run('traceback | head 60');
    const wheel = await shell.after('\x1b[<65;5;10M');
    expect(wheel[1]).toContain(' 4–');
    expect((await shell.cell(8, 5)).background).toBeUndefined();
    const click = await shell.after('\x1b[<0;5;6M');
    expect(click.at(-1)).toContain('Esc prompt');
    expect((await shell.cell(8, 5)).background).toBeDefined();
    const twice = await shell.after('\x1b[<0;5;8M\x1b[<0;5;8m\x1b[<0;5;8M');
    expect(twice[1]).toMatch(/^\$\d+ {2}at \$\d+\[7\]/);
    const prompt = await shell.after(`\x1b[<0;5;${size.rows - 1}M`);
    expect(prompt.at(-1)).toContain('Tab complete');
  });

  test('closes the list of keys where it was opened', async () => {
    const [, title] = await shell.run('hist');
    expect((await shell.after('?'))[1]).toMatch(/^keys/);
    const lines = await shell.after('q');
    expect(lines[1]).toBe(title);
    expect(lines.at(-1)).toContain('Tab complete');
  });
});

describe('on a usual screen', () => {
  const size = { columns: 80, rows: 24 };
  onScreen(size);

  test('underlines what is wrong while a line is typed', async () => {
    const lines = await shell.after('hist str ] head 3');
    expect(lines.at(-1)).toMatch(/expected/);
    expect((await shell.cell('heap> hist str '.length, lines.length - 2)).underline).toBe(true);
    expect((await shell.after('\x15')).at(-1)).toContain('Tab complete');
  });

  test('runs the lines of a paste one by one, and those typed meanwhile after them', async () => {
    const before = answers(await shell.run('hist'));
    const remembered = shell.remembered.length;
    shell.press('\x1b[200~count str\ncount dict\n\x1b[201~');
    shell.press('count list\r');
    const lines = await shell.until((all) => all[1]!.includes('count list'));
    expect(answers(lines)).toBe(before + 3);
    expect(shell.remembered.slice(remembered)).toEqual(['count str', 'count dict', 'count list']);
    await shell.after('\x1b');
    expect((await shell.after('['))[1]).toContain('count dict');
  });

  test('keeps what keys have asked in the history, as if it had been typed', async () => {
    const remembered = shell.remembered.length;
    const before = answers(await shell.run('traceback | head 3'));
    await shell.after('\x1b');
    const lines = await shell.after('jb');
    const asked = `backrefs $${before}[1]`;
    expect(lines[1]).toContain(`$${before + 1}  ${asked}`);
    expect(shell.remembered.slice(remembered)).toEqual(['traceback | head 3', asked]);
    await shell.toPrompt();
    expect((await shell.after(bytesOf('up'))).at(-2)).toBe(`heap> ${asked}`);
  });

  test('searches, marks what it finds, and goes on from the other end', async () => {
    await shell.run('hist');
    await shell.after('\x1b');
    await shell.after('/');
    const lines = await shell.after('_lru_list\r');
    expect(lines.join('\n')).toContain('_lru_list');
    expect(lines.at(-1)).not.toContain('is not in there');
    expect((await shell.after('/no such words\r')).at(-1)).toContain('no such words is not in there');
  });

  test('searches the history', async () => {
    const lines = await shell.after('\x12nt str');
    expect(lines.at(-2)).toBe('history ‘nt str’: count str');
    expect((await shell.after('\r'))[1]).toContain('count str');
  });

  test('follows the size of the terminal, down to where nothing fits', async () => {
    await shell.run('hist');
    for (let columns = 30; columns < 130; columns += 9) shell.resize(columns, 6 + (columns % 40));
    shell.resize(30, 6);
    expect((await shell.settled()).join('')).toContain('40×8 needed');
    shell.resize(20, 5);
    expect((await shell.settled()).map((line) => line.trim())).toEqual([
      '',
      '40×8 needed',
      'this is 20×5',
      '',
      '',
    ]);
    shell.resize(60, 12);
    const lines = await shell.settled();
    expect(lines).toHaveLength(12);
    expect(lines[1]).toMatch(/^\$\d+ {2}hist/);
    expect(lines.at(-2)).toBe('heap>');
    shell.resize(size.columns, size.rows);
  });

  test('writes nothing when nothing changes', async () => {
    await shell.run('hist');
    await shell.after(bytesOf('ctrl-end'));
    const { written } = shell;
    await shell.after(`${DOWN.repeat(3)}\x1b[15~${bytesOf('ctrl-end')}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(shell.written).toBe(written);
  });

  test('Ctrl-C clears what is typed, and then tells how to leave', async () => {
    await shell.after('hist');
    expect((await shell.after(CTRL_C)).at(-2)).toBe('heap>');
    expect((await shell.after(CTRL_C)).at(-1)).toContain('Ctrl-D or quit leaves');
  });

  test('Ctrl-C stops what runs, and what waits for it', async () => {
    const [corner] = await shell.run('hist');
    shell.press('paths str -k 100000\rhist\rhist\r');
    await shell.untilShown('Ctrl-C stops all');
    const lines = await shell.after(CTRL_C);
    expect(lines.at(-1)).toContain('stopped; 2 waiting lines dropped (↑ has them)');
    expect(lines[0]).toBe(corner);
  });

  test('Ctrl-C stops a search first, and says that the line goes on', async () => {
    await shell.run('objects all');
    shell.press('paths str -k 100000\r');
    await shell.untilShown('Ctrl-C stops it');
    shell.press('\x1b');
    await new Promise((resolve) => setTimeout(resolve, 50)); // a lone Escape is told from a sequence
    shell.press('/no such words anywhere\r\x03');
    await shell.untilShown('search stopped; Ctrl-C again stops the line');
    shell.press(CTRL_C);
    await shell.until(
      (lines) => / stopped( |$)/.test(` ${lines.at(-1)}`) && !lines.at(-1)!.includes('search'),
    );
  });
});

describe('opened for one thing alone', () => {
  afterEach(close);

  test.each([
    ['quit', 'quit\r'],
    ['Ctrl-D', `x\x15${CTRL_D}`],
  ])('%s leaves', async (_, keys) => {
    shell = await ShellOnScreen.open({ files: [] });
    shell.press(keys);
    expect(await shell.left).toBe(0);
  });

  test('takes what is typed while a snapshot loads', async () => {
    shell = await ShellOnScreen.open();
    shell.press('count str\r');
    const lines = await shell.until((all) => all[1]!.includes('count str'));
    expect(lines[0]).toMatch(/\$1$/);
  });
});
