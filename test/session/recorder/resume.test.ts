import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { CancelledError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import { runAgain } from '../../../src/session/recorder/run-again.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { heapsh, launcher, needsBuild } from '../../support/heapsh-process.ts';
import { hasPseudoTerminals, PseudoTerminal } from '../../support/pseudo-terminal.ts';
import { sessionOn } from '../../support/run-command.ts';
import { temporaryFiles, temporaryFolder } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';
import { automaticFile, commandsIn, stepsIn, texts } from './recorded-shell.ts';

needsBuild();

const snapshot = temporaryFiles()('small.heapsh', writeHeapsh(texts(12)));

const session = (steps: readonly (readonly [command: string, trailer: string])[]) =>
  parseSessionFile(
    `---\nheapsh: 1\n---\n${steps.map(([command, trailer]) => `\n\`\`\`heapsh\n> ${command}\n=> ${trailer}\n\`\`\`\n`).join('')}`,
  );

describe('steps that are run again', () => {
  test('have their numbers, names and marks; what failed or was interrupted took none', async () => {
    const { session: now, run } = sessionOn(texts(12));
    const file = session([
      ['count str', ''],
      ['count nonsense', 'error'],
      ['retained str', 'interrupted'],
      ['few = str | head 3', 'rows=3'],
      ['mark $2[1] here', 'rows=1'],
      ['count few', 'result=7'],
    ]);
    expect(await runAgain(now, file, quietTask)).toEqual({ count: 4, problems: [] });
    expect(await run('$1')).toMatchObject({ value: 12 });
    expect(await run('count $2')).toMatchObject({ value: 3 });
    expect(await run('$7')).toMatchObject({ value: 3 });
    expect(await run('count here')).toMatchObject({ value: 1 });
  });

  test('what was noted is in the history again, where it stood', async () => {
    const { session: now } = sessionOn(texts(12));
    const step = '```heapsh\n> count str\n=>\n```\n';
    const prose = 'Objective: find it | all\n\nSome prose.\n';
    const file = parseSessionFile(`---\nheapsh: 1\n---\n\n${prose}\n${step}\nNote: "so many\n`);
    expect(await runAgain(now, file, quietTask)).toEqual({ count: 1, problems: [] });
    expect(now.asked.map(({ line, kind, number }) => [line, kind, number])).toEqual([
      ['objective find it | all', 'prose', undefined],
      ['count str', 'scalar', 1],
      ['note "so many', 'prose', undefined],
    ]);
  });

  test('one that fails now is told, and keeps its number taken', async () => {
    const { session: now, run } = sessionOn(texts(12));
    const file = session([
      ['count nonsense', ''],
      ['count str', ''],
    ]);
    const { count, problems } = await runAgain(now, file, quietTask);
    expect([count, problems]).toEqual([1, [expect.stringMatching(/^step 1: .*no type/)]]);
    expect(await run('$2')).toMatchObject({ value: 12 });
    await expect(run('$1')).rejects.toThrow('has no answer');
  });

  test('Ctrl-C leaves out the rest, whose numbers stay taken', async () => {
    const { session: now, run } = sessionOn(texts(12));
    const file = session([
      ['count str', ''],
      ['retained str', 'rows=12'],
      ['count all', ''],
    ]);
    const look = () => {
      if (now.results.count === 1) throw new CancelledError();
    };
    const { count, problems } = await runAgain(now, file, { phase: look, step: look });
    expect([count, problems]).toEqual([1, [expect.stringContaining('stopped at step 2')]]);
    await run('count str');
    expect(now.results.count).toBe(4);
  });
});

test('without a terminal there is nobody to ask', async () => {
  const { status, err } = await heapsh(['--resume']);
  expect([status, err]).toEqual([2, expect.stringContaining('no terminal to ask on')]);
});

describe.runIf(hasPseudoTerminals)('on a terminal', () => {
  const state = temporaryFolder();
  let terminal: PseudoTerminal;

  afterEach(() => terminal.kill());

  function start(args: string, folder = state): void {
    const run = `sh -c 'echo pid $$; exec "${process.execPath}" "${launcher}" --plain ${args}'`;
    terminal = new PseudoTerminal(`${run}; echo "[status $?]"`, {
      XDG_STATE_HOME: folder,
    });
  }

  async function ask(line: string, answer: string | RegExp): Promise<void> {
    terminal.type(`${line}\r`);
    await terminal.until(answer);
    await terminal.until('heap> ');
  }

  test('the last session is offered, its answers are there again, and its file goes on', async () => {
    start(`"${snapshot}"`);
    const pid = Number(/pid (\d+)/.exec(await terminal.until(/pid \d+\r\n/))![1]);
    await terminal.until('from the first question on');
    await terminal.until('heap> ');
    await ask('count str', '($1)');
    await ask('objective find it', 'objective noted');
    await ask('few = str | head 3', '($2');
    await ask('mark $2[1] here', 'text number 1');
    process.kill(pid, 'SIGKILL');
    await terminal.until('[status 137]');

    start('--resume');
    await terminal.until('[Y/n] ');
    terminal.type('n\r');
    await terminal.until('[status 0]');

    start('--resume');
    const offer = await terminal.until('[Y/n] ');
    expect(offer).toContain(automaticFile(state));
    expect(offer).toContain('small.heapsh · ');
    expect(offer).toContain('3 steps, begun 20');
    expect(offer).toContain('Objective: find it');
    terminal.type('y\r');
    await terminal.until('3 steps of ');
    await terminal.until('heap> ');
    await ask('count few', /\r\n3\r\n.*\(\$3\)/);
    await ask('count here', /\r\n1\r\n.*\(\$4\)/);
    terminal.type('quit\r');
    await terminal.until('[status 0]');
    const file = automaticFile(state)!;
    expect(commandsIn(file)).toEqual([
      'count str',
      'few = str | head 3',
      'mark $2[1] here',
      'count few',
      'count here',
    ]);
    expect(stepsIn(file).map(({ trailer }) => trailer?.result)).toEqual(Array(5).fill(undefined));
    expect(parseSessionFile(readFileSync(file, 'utf8')).problems).toEqual([]);
  });

  test('one step is one', async () => {
    const single = join(state, 'single');
    start(`"${snapshot}"`, single);
    await terminal.until('heap> ');
    await ask('count str', '($1)');
    terminal.type('quit\r');
    await terminal.until('[status 0]');
    start('--resume', single);
    await terminal.until('[Y/n] ');
    terminal.type('y\r');
    await terminal.until(/\D1 step of .* is there again/);
  });

  test('where there is no session, that is said', async () => {
    start('--resume', join(state, 'nothing'));
    await terminal.until('there is no session to go on with');
    await terminal.until('[status 1]');
  });

  test('--no-record records nothing', async () => {
    const other = join(state, 'other');
    start(`--no-record "${snapshot}"`, other);
    await terminal.until('Ctrl-D leaves');
    await terminal.until('heap> ');
    await ask('count str', '($1)');
    await ask('record', 'nothing is recorded');
    terminal.type('quit\r');
    await terminal.until('[status 0]');
    expect(automaticFile(other)).toBeUndefined();
  });
});
