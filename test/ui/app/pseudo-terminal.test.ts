import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { pythonHeap } from '../../commands/python-heap.ts';
import { launcher, needsBuild } from '../../support/heapsh-process.ts';
import { hasPseudoTerminals, PseudoTerminal } from '../../support/pseudo-terminal.ts';
import { StateFolder } from '../../support/state-folder.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { VirtualScreen } from '../../support/virtual-screen.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';
import { example } from './shell-on-screen.ts';

needsBuild();

const small = temporaryFiles()('small.heapsh', writeHeapsh(pythonHeap().snapshot));
const utf8 = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };

describe.runIf(hasPseudoTerminals)('heapsh on a terminal', () => {
  const state = new StateFolder();
  let terminal: PseudoTerminal;
  afterEach(() => terminal.kill());

  function start(args: string, env: NodeJS.ProcessEnv = {}): void {
    const run = `"${process.execPath}" "${launcher}" ${args}`;
    terminal = new PseudoTerminal(`echo before; stty -g; ${run}; echo "[status $?]"; stty -g`, {
      ...utf8,
      ...env,
    });
  }

  /** What a person sees at last. */
  async function seen(): Promise<string[]> {
    const screen = new VirtualScreen(100, 30);
    screen.write(terminal.raw);
    return await screen.lines();
  }

  async function leaves(status: number): Promise<void> {
    await terminal.until(`[status ${status}]`);
    await terminal.ended;
    const [before, after] = terminal.raw.match(/^[0-9a-f]+(:[0-9a-f]+){20,}/gm) ?? [];
    expect(after).toBe(before);
  }

  test('fills the screen, and gives it back as it was', async () => {
    start(example);
    await terminal.until('Ctrl-D leaves');
    terminal.type('hist\r');
    await terminal.until('tracebac');
    const during = await seen();
    expect(during[0]).toMatch(/^heapsh {2}pylint/);
    expect(during[1]).toMatch(/^\$1 {2}hist/);
    terminal.type('quit\r');
    await leaves(0);
    const after = (await seen()).filter((line) => line !== '');
    expect(after[0]).toBe('before');
    expect(after.join('\n')).not.toContain('hist');
  });

  test('tells at the end where the session was recorded, and nothing where it was not', async () => {
    start(small, { XDG_STATE_HOME: state.path });
    await terminal.until('Ctrl-D leaves');
    terminal.type('hist\r');
    await terminal.until('tracebac');
    terminal.type('\x04');
    await leaves(0);
    const [line = ''] = (await seen()).filter((text) => text.startsWith('session: '));
    expect(line).toMatch(/\.md$/);
    expect(readFileSync(line.slice('session: '.length), 'utf8')).toContain('hist');
    start(`--no-record ${small}`, { XDG_STATE_HOME: state.path });
    await terminal.until('Ctrl-D leaves');
    terminal.type('hist\r');
    await terminal.until('tracebac');
    terminal.type('\x04');
    await leaves(0);
    expect(terminal.raw).not.toContain('session: ');
  });

  test('shows the prompt while the snapshot loads', async () => {
    start(example);
    await terminal.until('heap> ');
    expect(terminal.raw).not.toContain('356,235');
    await terminal.until('356,235');
    terminal.type('\x04');
    await leaves(0);
  });

  test('takes what is typed from the first moment on, before half of it is loaded', async () => {
    start(example);
    await terminal.until('\x1b[?1049h');
    terminal.type('count str\r\x1b[200~hist\x1b[201~\r');
    await terminal.until('356,235');
    await terminal.until('$2');
    terminal.type('\x04');
    expect((await seen())[1]).toMatch(/^\$2 {2}hist/);
    await leaves(0);
  });

  test('tells in a line why a snapshot cannot be read', async () => {
    start('missing.heapsh');
    await terminal.until(/heapsh: missing\.heapsh: there is no such file; .*\r\n/);
    await leaves(3);
  });

  test.each([
    ['--plain', {}],
    ['', { TERM: 'dumb' }],
  ])('is the line-by-line shell with %j and %j', async (option, env) => {
    start(`${option} ${small}`, env);
    await terminal.until(/ objects · .* m?s\r*\n/);
    expect(terminal.raw).not.toContain('\x1b[?1049h');
    terminal.type('quit\r');
    await leaves(0);
  });

  test('sends no colour where none is wanted, and leaves the mouse alone with --no-mouse', async () => {
    start(`--no-mouse ${small}`, { NO_COLOR: '1' });
    await terminal.until('Ctrl-D leaves');
    terminal.type('hist\r');
    await terminal.until('tracebac');
    terminal.type('\x04');
    await leaves(0);
    const sequences = terminal.raw.split('\x1b');
    // Clicks are not asked for, and no sequence sets a colour.
    expect(sequences.filter((text) => /^(\[\?1000h|\[(\d+;)*[349]\d(;\d+)*m)/.test(text))).toEqual([]);
  });
});
