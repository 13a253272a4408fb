import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { pythonHeap } from '../commands/python-heap.ts';
import { heap, type ObjectSpec } from '../support/heap.ts';
import { launcher, needsBuild } from '../support/heapsh-process.ts';
import { hasPseudoTerminals, PseudoTerminal } from '../support/pseudo-terminal.ts';
import { StateFolder } from '../support/state-folder.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { writeHeapsh } from '../support/write-heapsh.ts';

needsBuild();

const file = temporaryFiles();
const small = file('small.heapsh', writeHeapsh(pythonHeap().snapshot));
const large = file('large.heapsh', writeHeapsh(manyTexts(40_000)));

const CTRL_C = '\x03';
const CTRL_D = '\x04';
const TAB = '\t';
const UP = '\x1b[A';

const state = new StateFolder();
let terminal: PseudoTerminal;

afterEach(() => terminal.kill());

function manyTexts(count: number) {
  const objects: Record<string, ObjectSpec> = {};
  for (let i = 0; i < count; i++) objects[`t${i}`] = { type: 'str', value: `text number ${i}` };
  return heap({ objects }).snapshot;
}

/** With the state of the terminal told before and after, and the exit status. */
function start(args: string, env: NodeJS.ProcessEnv = {}): void {
  const run = `sh -c 'echo pid $$; exec "${process.execPath}" "${launcher}" --plain ${args}'`;
  terminal = new PseudoTerminal(`stty -g; ${run}; echo "[status $?]"; stty -g`, {
    XDG_STATE_HOME: state.path,
    ...env,
  });
}

/** The snapshot is loaded, and the prompt is there. */
async function ready(): Promise<void> {
  await terminal.until(/ objects · .* m?s\r\n/);
  await terminal.until('heap> ');
}

async function leaves(status: number): Promise<void> {
  await terminal.until(`[status ${status}]`);
  await terminal.ended;
  const [before, after] = terminal.raw.match(/^[0-9a-f]+(:[0-9a-f]+){20,}/gm) ?? [];
  expect(after).toBe(before);
}

describe.skipIf(!hasPseudoTerminals)('the shell on a terminal', () => {
  test('lines in an answer call its rows by its number, which they keep when others have been asked', async () => {
    start('--example');
    await ready();
    terminal.type('leaks\r');
    await terminal.until('dom $1[0] --depth 2');
    terminal.type('count traceback\rdom $1[0] --depth 1 | head 1\r');
    await terminal.until('AstroidManager');
    terminal.type(CTRL_D);
    await leaves(0);
  });

  test('asks, answers and leaves', async () => {
    start(small);
    await ready();
    terminal.type('count traceback\r');
    expect(await terminal.until('($1)')).toContain('2\r\n');
    terminal.type('traceback\r');
    await terminal.until('($2)');
    terminal.type('count nonsense\r');
    await terminal.until('^^^^^^^^');
    await terminal.until('heap> ');
    terminal.type(CTRL_D);
    await leaves(0);
  });

  test('says where to begin, unless it is to be quiet', async () => {
    start(small);
    await terminal.until('help lists the commands, Tab completes, at the prompt Ctrl-D leaves');
    terminal.type(CTRL_D);
    await leaves(0);

    start('');
    await terminal.until('open FILE loads a snapshot, help tells more');
    await terminal.until('heap (no snapshot)> ');
    terminal.type(CTRL_D);
    await leaves(0);

    start(`--quiet ${small}`);
    await terminal.until('heap> ');
    terminal.type('count traceback\r');
    expect(await terminal.until('($1)')).not.toMatch(/objects ·|Tab completes/);
    terminal.type(CTRL_D);
    await leaves(0);
  });

  test.each(['quit', '.quit', 'exit'])('%s leaves too', async (word) => {
    start(small);
    await ready();
    terminal.type(`${word}\r`);
    await leaves(0);
  });

  test('lines may be typed while the snapshot loads, and pasted ones run one by one', async () => {
    start(large);
    terminal.type('count str\rcount frame\rcount all\r');
    await terminal.until('($1)');
    await terminal.until('no type');
    await terminal.until('($2)');
    terminal.type(CTRL_D);
    await leaves(0);
  });

  test('Ctrl-C stops what is running and leaves the session as it was', async () => {
    start(large);
    await ready();
    terminal.type('kept = count str\r');
    await terminal.until('($1)');
    // Writes for longer than anybody would wait.
    terminal.type(
      '.set limit 0\r.mode jsonl\rstr<-* or str or str | sort value\rall\rall\rall\rall\rall\rall\r',
    );
    await terminal.until('{"address"');
    terminal.type(CTRL_C);
    await terminal.until('interrupted');
    // What waited in front of it is not run any more.
    await terminal.until('heap> ');
    terminal.type('.mode table\rcount kept\r');
    await terminal.until(/not objects|\(\$\d+\)/);
    terminal.type(CTRL_D);
    await leaves(0);
  });

  test('Ctrl-C at the prompt takes the line back, or tells how to leave', async () => {
    start(small);
    await ready();
    terminal.type('count tra');
    await terminal.until('tra');
    terminal.type(CTRL_C);
    await terminal.until('^C');
    await terminal.until('heap> ');
    terminal.type(CTRL_C);
    await terminal.until('(Ctrl-D or quit leaves)');
    terminal.type('count frame\r');
    await terminal.until('($1)');
    terminal.type(CTRL_D);
    await leaves(0);
  });

  test('the history is there the next time', async () => {
    start(small);
    await ready();
    terminal.type('count frame\r');
    await terminal.until('($1)');
    terminal.type(CTRL_D);
    await leaves(0);
    expect(readFileSync(join(state.path, 'heapsh/history'), 'utf8')).toBe('count frame\n');
    start(small);
    await ready();
    terminal.type(UP);
    await terminal.until('count frame');
    terminal.type('\r');
    await terminal.until('($1)');
    terminal.type(CTRL_D);
    await leaves(0);
  });

  test('Tab completes', async () => {
    start(small);
    await ready();
    terminal.type(`.tim${TAB}`);
    await terminal.until('er');
    terminal.type('\r');
    await terminal.until('timer  off');
    terminal.type(`coun${TAB}`);
    await terminal.until('count');
    terminal.type(' frame\r');
    await terminal.until('($1)');
    terminal.type(CTRL_D);
    await leaves(0);
  });

  test('a snapshot that cannot be read ends it, in one line', async () => {
    start(join(state.path, 'missing.heapsh'));
    await terminal.until(/heapsh: .*missing\.heapsh: there is no such file/);
    await leaves(3);
  });

  test('SIGTERM gives the terminal back', async () => {
    start(small);
    await ready();
    process.kill(Number(/^pid (\d+)/m.exec(terminal.raw)?.[1]), 'SIGTERM');
    await leaves(143);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('so does %s while the snapshot loads', async (signal, status) => {
    start(large);
    await terminal.until('heap');
    process.kill(Number(/^pid (\d+)/m.exec(terminal.raw)?.[1]), signal);
    await leaves(status);
  });

  test('a terminal that is closed ends it, and its session file is free', async () => {
    start(small);
    await ready();
    terminal.type('count frame\r');
    await terminal.until('($1)');
    const locks = () => readdirSync(state.sessions).filter((name) => name.endsWith('.lock'));
    expect(locks()).not.toEqual([]);
    terminal.kill();
    await expect.poll(locks, { timeout: 30_000 }).toEqual([]);
  });

  test('a dumb terminal gets no cursor tricks and no colour', async () => {
    start(small, { TERM: 'dumb' });
    await ready();
    terminal.type('hist\r');
    await terminal.until('($1');
    terminal.type('quit\r');
    await leaves(0);
    expect(terminal.raw).not.toContain('\x1b');
  });

  test('NO_COLOR and --no-color', async () => {
    for (const [args, env] of [
      [small, { NO_COLOR: '1' }],
      [`${small} --no-color`, {}],
    ] as const) {
      start(args, env);
      await ready();
      terminal.type('hist\r');
      await terminal.until('($1');
      terminal.type(CTRL_D);
      await leaves(0);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how colours are written
      expect(terminal.raw).not.toMatch(/\x1b\[[\d;]*m/);
    }
  });
});
