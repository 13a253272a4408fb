import { afterEach, describe, expect, test } from 'vitest';
import { pythonHeap } from '../commands/python-heap.ts';
import { launcher, needsBuild } from '../support/heapsh-process.ts';
import { hasPseudoTerminals, PseudoTerminal } from '../support/pseudo-terminal.ts';
import { StateFolder } from '../support/state-folder.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { writeHeapsh } from '../support/write-heapsh.ts';

needsBuild();

const python = writeHeapsh(pythonHeap().snapshot);
const file = temporaryFiles();
const small = file('small.heapsh', python);

const CTRL_C = '\x03';
const CTRL_D = '\x04';
/** The writer says nothing more, and does not end either, until its terminal goes. */
const stalled = `{ head -c 100 ${small}; sleep 1000; }`;

const state = new StateFolder();
let terminal: PseudoTerminal;

afterEach(() => terminal.kill());

/** With the state of the terminal told before and after, and the exit status. */
function start(writer: string, args: string): void {
  const run = `{ "${process.execPath}" "${launcher}" ${args}; echo "[status $?]"; stty -g < /dev/tty; }`;
  terminal = new PseudoTerminal(`stty -g; ${writer} | ${run}`, {
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    XDG_STATE_HOME: state.path,
  });
}

async function leaves(status: number): Promise<void> {
  await terminal.until(`[status ${status}]`);
  await terminal.until(/^[0-9a-f]+(:[0-9a-f]+){20,}/m);
  const [before, after] = terminal.raw.match(/^[0-9a-f]+(:[0-9a-f]+){20,}/gm) ?? [];
  expect(after).toBe(before);
}

describe.skipIf(!hasPseudoTerminals)('a snapshot from standard input', () => {
  test.each([
    ['on the full screen', '', /\$1.*count traceback/],
    ['line by line', '--plain', '($1)'],
  ])('has the shell take its keys from the terminal, %s', async (_, option, answered) => {
    start(`cat ${small}`, `- ${option}`);
    await terminal.until('Ctrl-D leaves');
    terminal.type('count traceback\r');
    await terminal.until(answered);
    terminal.type(CTRL_D);
    await leaves(0);
    const text = state.recorded();
    expect(text).toContain('> count traceback\n2\n');
    expect(text).toContain('snapshot: "-"');
  });

  test.each([
    ['on the full screen', '', 'no snapshot'],
    ['line by line', '--plain', 'heap (no snapshot)> '],
  ])('is waited for no longer after Ctrl-C, %s', async (_, option, prompt) => {
    start(stalled, `- ${option}`);
    await terminal.until('reading standard input: 100 B so far');
    terminal.type(CTRL_C);
    await terminal.until('interrupted');
    await terminal.until(prompt);
    terminal.type('quit\r');
    await leaves(0);
  });

  test.each(['', '--plain'])('need not have come for the shell to be left %s', async (option) => {
    start(stalled, `- ${option}`);
    await terminal.until('reading standard input: 100 B so far');
    terminal.type(CTRL_D);
    await leaves(0);
  });

  test.each(['', '--plain'])(
    'that ends too early is told when the terminal is given back %s',
    async (option) => {
      start(`head -c ${python.length - 30} ${small}`, `- ${option}`);
      await terminal.until('standard input: at byte');
      await leaves(3);
    },
  );

  test('is asked for where nothing is piped', async () => {
    terminal = new PseudoTerminal(`"${process.execPath}" "${launcher}" -; echo "[status $?]"`);
    await terminal.until('nothing is piped into it');
    await terminal.until('[status 2]');
  });

  test('without a terminal to type on, what to ask has to be told', async () => {
    const run = `cat ${small} | setsid -w "${process.execPath}" "${launcher}" -; echo "[status $?]"`;
    terminal = new PseudoTerminal(run);
    await terminal.until(/there is no\s+terminal to type on/);
    await terminal.until('[status 2]');
  });

  test('--resume asks on the terminal, and goes on with what comes once more', async () => {
    start(`cat ${small}`, '- --plain');
    await terminal.until('Ctrl-D leaves');
    terminal.type('kept = count traceback\r');
    await terminal.until('($1)');
    terminal.type(CTRL_D);
    await leaves(0);
    start(`cat ${small}`, '--resume - --plain');
    await terminal.until('go on with it?');
    terminal.type('\r');
    await terminal.until('1 step of');
    terminal.type('kept\r');
    expect(await terminal.until('($2)')).toContain('2\r\n');
    terminal.type(CTRL_D);
    await leaves(0);
    start('true', '--resume --plain < /dev/tty');
    await terminal.until('go on with it?');
    terminal.type('\r');
    await terminal.until(/was\s+recorded\s+on\s+standard\s+input,\s+which\s+cannot\s+be\s+opened\s+again/);
    await leaves(1);
  });
});
