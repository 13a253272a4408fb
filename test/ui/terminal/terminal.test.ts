import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, describe, expect, test } from 'vitest';
import { hasPseudoTerminals, PseudoTerminal } from '../../support/pseudo-terminal.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { VirtualScreen } from '../../support/virtual-screen.ts';

const file = temporaryFiles();
const program = file('fixture.mjs', new Uint8Array());
buildSync({
  entryPoints: [join(import.meta.dirname, 'fixture-program.ts')],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  allowOverwrite: true,
});

let terminal: PseudoTerminal;
let pid: number;

afterEach(() => terminal.kill());

/** The screen as it is after all that was written so far. */
function screen(): VirtualScreen {
  const virtual = new VirtualScreen(100, 30);
  virtual.write(terminal.raw);
  return virtual;
}

const untouched = {
  isAlternate: false,
  bracketedPaste: false,
  mouse: false,
  autowrap: true,
  cursorShown: true,
};

const title = hasPseudoTerminals
  ? 'on a terminal'
  : 'on a terminal (SKIPPED: script(1) of util-linux is missing)';

describe.runIf(hasPseudoTerminals)(title, () => {
  test('takes it over, and shows what it is given', async () => {
    await start();
    expect(await screen().modes()).toEqual({
      isAlternate: true,
      bracketedPaste: true,
      mouse: true,
      autowrap: false,
      cursorShown: true,
    });
    expect((await screen().lines())[1]).toBe('ready 0');
    terminal.type('\x1b[<64;1;1M');
    await terminal.until('[mouse]');
    terminal.type('\x1b[200~q\r\x1b[201~');
    await terminal.until('[paste]');
  });

  test.each([
    ['q', 0, ''],
    ['x', 7, ''],
    ['e', 1, 'thrown by the fixture'],
    ['r', 1, 'rejected by the fixture'],
  ])('gives it back after %s', async (key, status, told) => {
    await start();
    terminal.type(key);
    await isLeft(status);
    expect((await screen().lines()).join('\n')).toContain(told);
  });

  test.each([
    ['TERM', 143],
    ['HUP', 129],
    ['QUIT', 131],
  ])('gives it back after SIG%s', async (signal, status) => {
    await start();
    send(signal);
    await isLeft(status);
  });

  test('tells of a SIGINT', async () => {
    await start();
    send('INT');
    await terminal.until('[interrupted]');
    terminal.type('q');
    await isLeft(0);
  });

  test('tells of a new size', async () => {
    await start();
    spawnSync('sh', ['-c', `stty cols 60 rows 12 < $(readlink /proc/${pid}/fd/0)`]);
    await terminal.until('[size 60x12]');
    terminal.type('q');
    await isLeft(0);
  });

  test('writes all of a frame anew when it is told to', async () => {
    await start();
    terminal.type('l');
    await terminal.until('ready 0');
    await terminal.until('ready 28');
    terminal.type('q');
    await isLeft(0);
  });

  test('comes back at once where there is no shell to stop for', async () => {
    await start();
    terminal.type('z');
    await terminal.until('[resumed]');
    expect((await screen().modes()).isAlternate).toBe(true);
    terminal.type('q');
    await isLeft(0);
  });

  test('a terminal that was slow gets the latest frame, not all of them', async () => {
    await start();
    terminal.pause();
    terminal.type('b');
    await flooded(pid);
    terminal.resume();
    await terminal.until('[flooded]');
    expect(terminal.raw).not.toContain('[frame 1999 ');
    terminal.type('q');
    await isLeft(0);
  });

  test('ends when it is told to while its terminal takes nothing', async () => {
    await start();
    terminal.pause();
    terminal.type('b');
    await flooded(pid);
    send('TERM');
    await vanished(pid);
  });

  test('ends quietly when its window is closed, as of a hangup', async () => {
    const status = file('status', new Uint8Array());
    const run = `"${process.execPath}" "${program}"; echo $? > ${status}`;
    terminal = new PseudoTerminal(`trap : HUP; ${run}`);
    await terminal.until('ready 28');
    terminal.kill();
    await expect.poll(() => readFileSync(status, 'utf8'), { timeout: 30_000 }).toBe('129\n');
  });

  const hasBash = spawnSync('bash', ['--version']).status === 0;
  test.runIf(hasBash)(`stops for the shell${hasBash ? '' : ' (SKIPPED: bash is missing)'}`, async () => {
    terminal = new PseudoTerminal('PS1="shell> " exec bash --norc --noprofile -i');
    await terminal.until('shell> ');
    terminal.type(`stty -g; "${process.execPath}" "${program}"; echo "[status $?]"\r`);
    await terminal.until('ready 28');
    for (const key of ['z', '\x1a']) {
      terminal.type(key);
      await terminal.until('Stopped');
      await terminal.until('shell> ');
      expect(await screen().modes()).toMatchObject({ ...untouched, bracketedPaste: expect.any(Boolean) });
      terminal.type('stty cols 70\rfg\r');
      await terminal.until('resumed 28');
      expect((await screen().modes()).isAlternate).toBe(true);
    }
    terminal.type('q');
    await terminal.until('shell> ');
    terminal.type('stty cols 100; stty -g; exit\r');
    await terminal.ended;
    expectSameState();
  });
});

/** With the state of the terminal told before and after, and the exit status. */
async function start(): Promise<void> {
  const run = `sh -c 'echo pid $$; exec "${process.execPath}" "${program}"'`;
  terminal = new PseudoTerminal(`stty -g; ${run}; echo "[status $?]"; stty -g`);
  pid = Number(/pid (\d+)/.exec(await terminal.until(/pid \d+\r\n/))?.[1]);
  await terminal.until(/ready 28/);
}

function send(signal: string): void {
  process.kill(pid, `SIG${signal}`);
}

async function isLeft(status: number): Promise<void> {
  await terminal.until(`[status ${status}]`);
  await terminal.ended;
  expect(await screen().modes()).toEqual(untouched);
  expectSameState();
}

function expectSameState(): void {
  const [before, after] = terminal.raw.match(/^[0-9a-f]+(:[0-9a-f]+){20,}/gm) ?? [];
  expect(before).toBeDefined();
  expect(after).toBe(before);
}

/** All of the flood has been painted, as far as the terminal took it. */
async function flooded(pid: number): Promise<void> {
  const name = () => readFileSync(`/proc/${pid}/comm`, 'utf8');
  await expect.poll(name, { timeout: 30_000 }).toBe('flooded\n');
}

async function vanished(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
