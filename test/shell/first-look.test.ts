import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { pythonHeap } from '../commands/python-heap.ts';
import { launcher, needsBuild } from '../support/heapsh-process.ts';
import { withHist } from '../support/hist.ts';
import { hasPseudoTerminals, PseudoTerminal } from '../support/pseudo-terminal.ts';
import { StateFolder } from '../support/state-folder.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { VirtualScreen } from '../support/virtual-screen.ts';

needsBuild();

const rare = Array.from({ length: 500 }, (_, i): [string, number] => [`Rare${i}`, 1]);
const python = withHist(pythonHeap().snapshot, {
  dict: 999_500,
  'evil\x1b[2J\u202e': 2_500_000,
  ...Object.fromEntries(rare),
});
/** More than is looked at to tell what it is: what the snapshot says of itself has come, and none of its objects. */
const BEGINNING = python.indexOf('STRS');
const snapshot = temporaryFiles()('slow.heapsh', python);
const TITLE = 'so far: 3,500,000 objects';

const state = new StateFolder();
let terminal: PseudoTerminal;

afterEach(() => terminal.kill());

/** The rest of the snapshot comes when it is asked for. */
function start(args: string): void {
  const rest = `while [ ! -e ${join(state.path, 'rest')} ]; do sleep 0.02; done; tail -c +${BEGINNING + 1} ${snapshot}`;
  const writer = `{ head -c ${BEGINNING} ${snapshot}; ${rest}; }`;
  terminal = new PseudoTerminal(
    `${writer} | "${process.execPath}" "${launcher}" - ${args}; echo "[status $?]"`,
    { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', XDG_STATE_HOME: state.path },
  );
}

function sendTheRest(): void {
  writeFileSync(join(state.path, 'rest'), '');
}

async function seen(): Promise<string> {
  const screen = new VirtualScreen(100, 30);
  screen.write(terminal.raw);
  return (await screen.lines()).join('\n');
}

describe.skipIf(!hasPseudoTerminals)('while a large snapshot opens', () => {
  test('the screen shows a first look, and what is asked then is answered of the whole', async () => {
    start('');
    await terminal.until(TITLE);
    await terminal.until('not read yet');
    const during = await seen();
    expect(during).toMatch(/objects +type .*more.*\n +2,500,000 +evil\\x1b\[2J\\u202e\n +999,500 +dict\n/);
    expect(during).toContain('counted when the snapshot was written');
    terminal.type('count traceback\r');
    sendTheRest();
    await terminal.until(/\$1.*count traceback/);
    expect(await seen()).not.toContain('so far: ');
    terminal.type('quit\r');
    await terminal.until('[status 0]');
    expect(state.recorded()).not.toContain('so far: ');
  });

  test('it goes, too, when the rest is not waited for', async () => {
    start('');
    await terminal.until(TITLE);
    terminal.type('\x03');
    await terminal.until('no snapshot');
    expect(await seen()).not.toContain('so far: ');
    terminal.type('quit\r');
    sendTheRest();
    await terminal.until('[status 0]');
  });

  test('line by line it is told in dim lines above the prompt, before what was opened', async () => {
    start('--plain');
    await terminal.until(`\x1b[2m${TITLE}\x1b[22m\r\n`);
    await terminal.until('evil\\x1b[2J');
    await terminal.until('heap (');
    terminal.type('count traceback\r');
    sendTheRest();
    await terminal.until(' objects · ');
    await terminal.until('($1)');
    terminal.type('quit\r');
    await terminal.until('[status 0]');
    expect(terminal.raw.split('so far: ')).toHaveLength(2);
    expect(state.recorded()).not.toContain('so far: ');
  });

  test('what asks and ends says nothing of it', async () => {
    start('-c "count traceback"');
    sendTheRest();
    await terminal.until('[status 0]');
    expect(terminal.raw).not.toContain('so far: ');
  });
});
