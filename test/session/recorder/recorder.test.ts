import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { CancelledError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import { answerDigest } from '../../../src/session/session-file/digest.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { isTorn } from '../../../src/session/session-file/session-file.ts';
import { unwatchedTask } from '../../../src/session/watched-task.ts';
import { temporaryFolder } from '../../support/temporary-files.ts';
import { automaticFile, commandsIn, recordedShell, stepsIn, texts } from './recorded-shell.ts';

const folder = temporaryFolder();
const small = texts(12);
/** So many that their digest takes far longer than an answer waits for it. */
const large = texts(200_000);

let state: string;
let shell: ReturnType<typeof recordedShell>;
let count = 0;

beforeEach(() => {
  state = join(folder, String(++count));
  mkdirSync(state);
  shell = recordedShell({ snapshot: small, state });
});

const recorded = () => automaticFile(state)!;
const textOf = (file: string) => readFileSync(file, 'utf8');

describe('by itself', () => {
  test('a shell in which nothing is asked leaves no file', async () => {
    await shell.run('help', '.set limit 3', 'history', 'record', 'snapshots');
    shell.recorder.close();
    expect(automaticFile(state)).toBeUndefined();
    expect(shell.out.text).toContain('from the first question on');
  });

  test('what is asked and answered is a session file, for this user alone', async () => {
    await shell.run('count str', 'hist', 'x = str | head 3', 'nonsense', 'count x', 'quit');
    shell.recorder.close();
    const file = parseSessionFile(textOf(recorded()));
    expect(file.problems).toEqual([]);
    expect(file.frontMatter?.values).toMatchObject({
      snapshots: [{ objectCount: 12 }],
      writtenBy: 'heapsh 9',
    });
    expect(stepsIn(recorded()).map(({ command, trailer }) => [command, trailer?.status])).toEqual([
      ['count str', 'answered'],
      ['hist', 'answered'],
      ['x = str | head 3', 'answered'],
      ['nonsense', 'error'],
      ['count x', 'answered'],
    ]);
    expect(statSync(recorded()).mode & 0o777).toBe(0o600);
    expect(statSync(join(state, 'heapsh/sessions')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(state, 'heapsh/sessions'))).toHaveLength(1);
  });

  test('notes and objectives are prose', async () => {
    await shell.run('objective find it', 'count str', 'note ``` is | no "fence');
    expect(commandsIn(recorded())).toEqual(['count str']);
    expect(textOf(recorded())).toContain('\nObjective: find it\n');
    expect(textOf(recorded())).toContain('\nNote: ``` is | no "fence\n');
  });

  test('it is drawn the same way whatever the shell shows', async () => {
    await shell.run('str', '.mode json', '.set limit 2', '.set width 20', 'str');
    const [first, second] = stepsIn(recorded());
    expect(first?.lines).toEqual(second?.lines);
    expect(second?.trailer).toMatchObject({ rows: 12, shown: 10 });
  });

  test('lines of a script that is read are steps, without the place where they stand', async () => {
    const script = join(folder, 'steps.hsh');
    writeFileSync(script, 'count str\ncount nonsense\n');
    await shell.run(`.read ${script}`);
    expect(commandsIn(recorded())).toEqual(['count str', 'count nonsense']);
    expect(stepsIn(recorded())[1]?.lines[0]).toMatch(/^error: no type/);
  });

  test('two shells that begin in the same second have a file each', async () => {
    const other = recordedShell({ snapshot: small, state });
    await shell.run('count str');
    await other.run('count all');
    const files = readdirSync(join(state, 'heapsh/sessions')).filter((name) => name.endsWith('.md'));
    expect(files).toHaveLength(2);
  });
});

describe('what is on disk', () => {
  test('the command, before it runs; the answer, before it is shown', async () => {
    const seen: string[] = [];
    const write = shell.out.write.bind(shell.out);
    shell.out.write = (text) => {
      seen.push(textOf(recorded()));
      return write(text);
    };
    const task = {
      ...unwatchedTask,
      phase: () => {
        seen.push(textOf(recorded()));
      },
    };
    await shell.runWith('retained str', task);
    expect(seen[0]).toMatch(/\n```heapsh\n> retained str\n$/);
    expect(seen.at(-1)).toMatch(/\n=> (.*)\n```\n$/);
  });

  test('what is interrupted says so, and its answer is not there', async () => {
    const stopped = () => {
      throw new CancelledError();
    };
    await shell.runWith('retained str', { ...unwatchedTask, phase: stopped, step: stopped });
    await shell.run('count str');
    const [step, next] = stepsIn(recorded());
    expect(step).toMatchObject({ lines: [], trailer: { status: 'interrupted' } });
    expect(next).toMatchObject({ lines: ['12'], trailer: { status: 'answered' } });
  });
});

describe('the digest of a large answer', () => {
  beforeEach(() => {
    shell = recordedShell({ snapshot: large, state });
  });

  test('is computed after the answer, which is whole meanwhile', async () => {
    await shell.run('str');
    const open = textOf(recorded());
    expect(open).toMatch(/\n=> rows=200000 shown=10 $/);
    expect(stepsIn(recorded())).toMatchObject([{ torn: false, trailer: { rows: 200_000, shown: 10 } }]);
    while (!shell.recorder.work(1));
    const { result } = await shell.session.execute('str', quietTask);
    expect(stepsIn(recorded())[0]?.trailer?.sha256).toBe(answerDigest(result, quietTask));
    expect(textOf(recorded()).startsWith(open)).toBe(true);
    expect(isTorn(parseSessionFile(textOf(recorded())))).toBe(false);
  });

  test('of one that takes no time to speak of is there before it is shown, also when the next line comes at once', async () => {
    const quick = recordedShell({ snapshot: texts(120), state });
    await quick.run('hist', 'str', 'at str[:1]', 'dom str[:20]', 'mpaths str[:20]', 'objects str');
    const digests = stepsIn(recorded()).map(({ trailer }) => trailer?.sha256);
    expect(digests).toEqual(Array(6).fill(expect.stringMatching(/^[0-9a-f]{64}$/)));
  });

  test('is left out when the next line comes first', async () => {
    await shell.run('str', 'count str');
    const [first] = stepsIn(recorded());
    expect(first?.trailer).toEqual({ status: 'answered', rows: 200_000, shown: 10, sha256: undefined });
    expect(parseSessionFile(textOf(recorded())).problems).toEqual([]);
  });

  test('is there at once where nobody waits for a prompt', async () => {
    const script = recordedShell({ snapshot: large, state, isAutomatic: false, isPatient: true });
    const file = join(state, 'script.md');
    await script.run('count all', `record ${file}`, 'str');
    expect(stepsIn(file)[0]?.trailer?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('record and save', () => {
  const own = (name: string) => join(state, name);

  test('a session begins where one says so, with the numbers that answers have here', async () => {
    await shell.run('count str', 'count all', `record ${own('mine.md')}`, 'str | head 2', 'count $3');
    expect(commandsIn(recorded())).toEqual(['count str', 'count all']);
    expect(commandsIn(own('mine.md'))).toEqual(['str | head 2', 'count $3']);
    expect(stepsIn(own('mine.md')).map(({ trailer }) => trailer?.result)).toEqual([3, undefined]);
    expect(shell.out.text).toContain('$1 to $2 of this shell are not in it');
  });

  test('a torn session is closed and continued', async () => {
    await shell.run(`record ${own('a.md')}`, 'count str', 'str');
    shell.recorder.close();
    const whole = textOf(own('a.md'));
    writeFileSync(own('a.md'), whole.slice(0, whole.indexOf('text number 5')));
    const next = recordedShell({ snapshot: small, state });
    await next.run(`record ${own('a.md')}`, 'count all');
    expect(stepsIn(own('a.md')).map(({ command, trailer }) => [command, trailer?.status])).toEqual([
      ['count str', 'answered'],
      ['str', 'interrupted'],
      ['count all', 'answered'],
    ]);
    expect(parseSessionFile(textOf(own('a.md'))).problems).toEqual([]);
  });

  test('that of another snapshot is told, and opens this one', async () => {
    await shell.run(`record ${own('a.md')}`, 'count str');
    shell.recorder.close();
    const next = recordedShell({ snapshot: texts(5), state });
    await next.run(`record ${own('a.md')}`);
    expect(next.out.text).toContain('another snapshot');
    expect(commandsIn(own('a.md')).at(-1)).toMatch(/^open '.*' as test$/);
  });

  test('what is no session is left alone', async () => {
    writeFileSync(own('notes.md'), '# Notes\n');
    mkdirSync(own('folder'));
    await shell.run(`record ${own('notes.md')}`, `record ${own('folder')}`, `record ${own('no/such.md')}`);
    expect(shell.messages.text).toContain('it is no session of heapsh');
    expect(shell.messages.text).toContain('it is a folder');
    expect(shell.messages.text).toContain('there is no such file or folder');
    expect(textOf(own('notes.md'))).toBe('# Notes\n');
    await shell.run('count str');
    expect(commandsIn(recorded())).toEqual(['count str']);
  });

  test('save takes all of it elsewhere, and goes on there', async () => {
    await shell.run('count str', `save ${own('mine.md')}`, 'count all');
    expect(commandsIn(own('mine.md'))).toEqual(['count str', 'count all']);
    expect(automaticFile(state)).toBeUndefined();
    expect(shell.out.text).toMatch(/sessions\/[\w-]+\.md became .*mine\.md\n/);
  });

  test('what save and record begin is for this user alone', async () => {
    const umask = process.umask(0);
    try {
      await shell.run('count str', `save ${own('saved.md')}`, `record ${own('recorded.md')}`, 'count all');
    } finally {
      process.umask(umask);
    }
    expect(['saved.md', 'recorded.md'].map((name) => statSync(own(name)).mode & 0o777)).toEqual([
      0o600, 0o600,
    ]);
  });

  test('save overwrites nothing', async () => {
    writeFileSync(own('mine.md'), 'precious');
    await shell.run('count str', `save ${own('mine.md')}`, 'count all');
    expect(shell.messages.text).toContain('is there already');
    expect(textOf(own('mine.md'))).toBe('precious');
    expect(commandsIn(recorded())).toEqual(['count str', 'count all']);
    expect(readdirSync(state).sort()).toEqual(['heapsh', 'mine.md']);
  });

  test('a shell that does not record says so', async () => {
    shell = recordedShell({ snapshot: small, state, isAutomatic: false });
    await shell.run('count str', 'record', `save ${own('mine.md')}`);
    expect(shell.out.text).toContain('nothing is recorded; record FILE begins');
    expect(shell.messages.text).toContain('nothing was recorded');
    expect(existsSync(own('mine.md'))).toBe(false);
  });
});

describe('where nothing can be written', () => {
  test('that is told once, the shell answers, and save has all of it', async () => {
    const file = join(state, 'file');
    writeFileSync(file, '');
    shell = recordedShell({ snapshot: small, state: file });
    await shell.run('count str', 'str | head 1', 'record', 'count all');
    expect(shell.messages.text.match(/this session is not recorded/g)).toHaveLength(1);
    expect(shell.out.text).toMatch(/^12\n.*text number 0.*2 steps so far kept in memory.*\n12\n/s);
    await shell.run(`save ${join(state, 'mine.md')}`, 'count x');
    expect(commandsIn(join(state, 'mine.md'))).toEqual(['count str', 'str | head 1', 'count all', 'count x']);
  });

  test('neither is a step lost when the file goes away under it', async () => {
    await shell.run('count str');
    rmSync(recorded());
    await shell.run('count all', 'str', `save ${join(state, 'mine.md')}`);
    expect(shell.messages.text.match(/no longer recorded/g)).toHaveLength(1);
    expect(stepsIn(join(state, 'mine.md')).map(({ command, lines }) => [command, lines.length])).toEqual([
      ['count all', 1],
      ['str', 12],
    ]);
  });
});
