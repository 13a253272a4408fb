import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pythonHeap } from '../commands/python-heap.ts';
import { heap, type ObjectSpec } from '../support/heap.ts';
import { heapsh, launcher, needsBuild, outcomeOf, startHeapsh } from '../support/heapsh-process.ts';
import { hasPseudoTerminals, PseudoTerminal } from '../support/pseudo-terminal.ts';
import { temporaryFiles, temporaryFolder } from '../support/temporary-files.ts';
import { writeHeapsh } from '../support/write-heapsh.ts';

needsBuild();

const file = temporaryFiles();
const small = file('small.heapsh', writeHeapsh(pythonHeap().snapshot));
const large = file('large.heapsh', writeHeapsh(manyTexts(30_000)));

/** Answers long enough to fill any pipe. */
function manyTexts(count: number) {
  const objects: Record<string, ObjectSpec> = {};
  for (let i = 0; i < count; i++) objects[`t${i}`] = { type: 'str', value: `text number ${i}` };
  return heap({ objects }).snapshot;
}

test.concurrent('-c runs lines in order and exits', async () => {
  expect(await heapsh([small, '-c', 'count traceback', '-c', '$1', '-c', 'hist | head 1'])).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^2\n\n2\n\nIndex .*\n {4}0 /),
    err: '',
  });
});

test.concurrent('standard input is a script', async () => {
  const input = '# comment\ncount traceback\n\ncount frame\n';
  expect(await heapsh([small], { input })).toMatchObject({ status: 0, out: '2\n\n2\n', err: '' });
});

test.concurrent('another program can hold a conversation', async () => {
  const child = startHeapsh([small, '--mode', 'json']);
  const ended = outcomeOf(child);
  for (const type of ['traceback', 'frame']) {
    const answered = new Promise<string>((resolve) => child.stdout.once('data', resolve));
    child.stdin.write(`count ${type}\n`);
    expect(JSON.parse(await answered)).toMatchObject({ command: `count ${type}`, value: 2 });
  }
  child.stdin.end();
  expect(await ended).toMatchObject({ status: 0 });
});

test.concurrent('-f runs a plain file or a Markdown session', async () => {
  const plain = file('steps.hsh', Buffer.from('count traceback\ncount nonsense\n'));
  const markdown = file('notes.md', Buffer.from('# x\n> not this\n```heapsh\n> count frame\n99\n```\n'));
  expect(await heapsh([small, '-f', markdown])).toMatchObject({ status: 0, out: '2\n' });
  const failed = await heapsh([small, '-f', plain]);
  expect(failed).toMatchObject({ status: 1, out: '2\n' });
  expect(failed.err).toContain(`${plain}:2: no type`);
});

test.concurrent('where a line of a script cannot open a file, both are told', async () => {
  const damaged = file('damaged.heapsh', Buffer.from('no snapshot'));
  const script = file('opens.hsh', Buffer.from(`count frame\nopen ${damaged}\n`));
  const { err } = await heapsh([small, '-f', script]);
  expect(err).toContain(`error: ${script}:2: ${damaged}: `);
  expect((await heapsh([small], { input: `open ${damaged}` })).err).toContain(`error: line 1: ${damaged}: `);
  const { out } = await heapsh([small, '--mode', 'json', '-f', script]);
  const answer = JSON.parse(out.split('\n')[1]!);
  expect(answer).toMatchObject({ file: damaged, script, line_number: 2 });
});

test.skipIf(!hasPseudoTerminals)(
  'on a terminal what went wrong at the start is broken between words',
  async () => {
    const json = file('no-snapshot.json', Buffer.from('{"a": 1}'));
    const lines = async (options: string) => {
      const terminal = new PseudoTerminal(`"${process.execPath}" "${launcher}" ${options}`);
      await terminal.ended;
      return terminal.raw.trimEnd().split('\r\n');
    };
    const [unreadable, misused] = [await lines(`"${json}" -c hist`), await lines('a b c --index x')];
    expect(Math.min(unreadable.length, misused.length)).toBeGreaterThan(1);
    for (const line of [...unreadable, ...misused]) expect(line.length).toBeLessThanOrEqual(100);
    const { err } = await heapsh([json, '-c', 'hist']);
    expect(unreadable.join(' ')).toBe(err.trimEnd());
  },
);

test.concurrent('what snapshots are called is told where nobody could guess it', async () => {
  const numbered = file('123.heapsh', readFileSync(small));
  const told = await heapsh([numbered, small, small, '-c', 'count small_2:traceback']);
  expect(told).toMatchObject({
    status: 0,
    out: '2\n',
    err: `heapsh: ${numbered} is called _123\nheapsh: ${small} is called small_2\n`,
  });
  expect(await heapsh([numbered, '-c', 'count traceback'])).toMatchObject({ status: 0, err: '' });
});

test.concurrent('several snapshots are open at once, by their names', async () => {
  const args = [small, large, '-c', 'count small:traceback', '-c', 'count str', '-c', 'snapshots'];
  const { out } = await heapsh(args);
  expect(out).toMatch(/^2\n\n30000\n/);
  expect(out).toMatch(/small .*\n.*large/);
});

test.concurrent('JSON is one valid document a line', async () => {
  const { out, status, err } = await heapsh([small, '--mode', 'json', '-c', 'hist', '-c', 'count nonsense']);
  const documents = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(documents.map(({ kind }) => kind)).toEqual(['table', 'error']);
  expect(Object.keys(documents[0].rows[0])).toEqual([
    'index',
    'count',
    'count_pct',
    'size',
    'size_pct',
    'cumulative',
    'cumulative_pct',
    'type',
  ]);
  expect({ status, err }).toEqual({ status: 1, err: '' });
});

test.concurrent('nothing is lost of a long answer, and --output writes the same', async () => {
  const path = join(dirname(small), 'out.jsonl');
  const { out } = await heapsh([large, '--mode', 'jsonl', '-c', 'all']);
  expect(out.match(/\n/g)).toHaveLength(30_000);
  expect(await heapsh([large, '--mode', 'jsonl', '-c', 'all', '--output', path])).toMatchObject({ out: '' });
  expect(readFileSync(path, 'utf8')).toBe(out);
});

test.concurrent('a table is limited, and says how to get the rest', async () => {
  const { out } = await heapsh([large, '-c', 'str']);
  expect(out.match(/\n/g)).toHaveLength(102);
  expect(out).toContain('(shown 100 of 30,000 rows; --limit N shows more, 0 all)');
  expect((await heapsh([large, '-c', 'str', '--limit', '0'])).out.match(/\n/g)).toHaveLength(30_001);
});

describe('exit statuses', () => {
  test.concurrent('1: a command failed; --keep-going runs the rest', async () => {
    const args = [small, '-c', 'count nonsense', '-c', 'count frame'];
    const stopped = await heapsh(args);
    expect(stopped).toMatchObject({ status: 1, out: '' });
    expect(stopped.err).toMatch(/^error: no type `nonsense`\n {2}count nonsense\n {8}\^{8}\n/);
    expect(await heapsh([...args, '--keep-going'])).toMatchObject({ status: 1, out: '2\n' });
  });

  test.concurrent('an error is a document of json, and no row of jsonl', async () => {
    const asked = ['-c', 'count nonsense'];
    const json = await heapsh([small, '--mode', 'json', ...asked]);
    expect([JSON.parse(json.out).kind, json.err]).toEqual(['error', '']);
    const rows = await heapsh([small, '--mode', 'jsonl', ...asked]);
    expect(rows).toMatchObject({ out: '', err: expect.stringMatching(/^error: no type `nonsense`/) });
  });

  test.concurrent.each([
    [['--jsno'], 'unknown option --jsno'],
    [['--mode', 'xml', '-c', 'hist'], 'there is no output mode xml'],
    [['--limit', 'x', '-c', 'hist'], 'x is no whole number'],
    [['agent', 'cobol'], 'there is no agent for cobol'],
    [
      ['agent', 'node'],
      "there is no agent for node; Node writes snapshots itself: v8.writeHeapSnapshot('app.heapsnapshot')",
    ],
    [
      ['capture', 'node', 'app.js'],
      "there is no agent for node; Node writes snapshots itself: v8.writeHeapSnapshot('app.heapsnapshot')",
    ],
    [['capture', 'python', '--pid', '1'], 'attaching to a running Python process is not there yet'],
    [['capture', 'python'], 'there is no program to run'],
    [[small, 'hist'], `hist is no file, but a line for the shell; heapsh ${small} -c 'hist'`],
    [
      [small, 'count', 'frame'],
      `count is no file, but a line for the shell; heapsh ${small} -c 'count frame'`,
    ],
    [
      ['leaks | head 3'],
      "leaks | head 3 is no file, but a line for the shell; heapsh SNAPSHOT -c 'leaks | head 3'",
    ],
    [['open', small], `open is no file, but a line for the shell; heapsh ${small}`],
  ])('2: %j', async (args, message) => {
    const { status, out, err } = await heapsh(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(`heapsh: ${message}`)]);
  });

  const damaged = readFileSync(small);
  damaged[damaged.length >> 1]! ^= 0x10;
  const folder = join(dirname(small), 'folder');
  mkdirSync(folder);
  const locked = file('locked.heapsh', readFileSync(small));
  chmodSync(locked, 0);
  test.concurrent.each([
    ['missing', join(folder, 'missing.heapsh')],
    ['empty', file('empty.heapsh', new Uint8Array())],
    ['a folder', folder],
    ['of another kind', file('notes.txt', Buffer.from('just text\n'))],
    ['cut short', file('short.heapsh', readFileSync(small).subarray(0, 300))],
    ['damaged', file('damaged.heapsh', damaged)],
    // Nothing is unreadable to the superuser.
    ...(process.getuid?.() === 0 ? [] : [['unreadable', locked]]),
  ])('3: a snapshot that is %s', async (_, path) => {
    const { status, out, err } = await heapsh([path!, '-c', 'hist']);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(`heapsh: ${path}: `)]);
  });

  test.concurrent('130: interrupted, as by any program', async () => {
    const child = startHeapsh([small]);
    const ended = outcomeOf(child);
    child.stdin.write('count frame\n');
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ signal: 'SIGINT', err: '' });
  });
});

test.concurrent('a reader that has seen enough ends it quietly, and what was loaded is kept', async () => {
  const index = join(temporaryFolder(), 'read.index');
  const child = startHeapsh([
    large,
    '--index',
    index,
    '--mode',
    'jsonl',
    '-c',
    'all',
    '-c',
    'all',
    '-c',
    'all',
  ]);
  child.stdout.once('data', () => child.stdout.destroy());
  const err = new Promise<string>((resolve) => {
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr.once('close', () => resolve(text));
  });
  const status = await new Promise((resolve) => child.once('exit', resolve));
  expect({ status, err: await err }).toEqual({ status: 0, err: '' });
  expect(existsSync(index)).toBe(true);
});

describe('about itself', () => {
  test.concurrent('--help, help COMMAND, --version', async () => {
    expect(await heapsh(['--help'])).toMatchObject({
      status: 0,
      out: expect.stringContaining('--keep-going'),
    });
    expect(await heapsh(['help', 'count'])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^count \[?SET/),
    });
    expect(await heapsh(['--version'])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^heapsh \d+\.\d+\.\d+\n$/),
    });
  });

  test.concurrent('help, as a mistyped topic is told, lists the commands and topics', async () => {
    const { err } = await heapsh(['help', 'nosuch']);
    expect(err).toContain('help lists the commands and topics');
    const { status, out } = await heapsh(['help']);
    expect({ status, lines: out.split('\n') }).toMatchObject({
      status: 0,
      lines: expect.arrayContaining([
        expect.stringMatching(/^ {2}heapsh SNAPSHOT -f /),
        expect.stringMatching(/^ {2}hist {2}/),
        'Topics',
        expect.stringMatching(/^ {2}v8 {2}/),
      ]),
    });
  });

  test.concurrent('a snapshot of Node is in --help, and where a file is none', async () => {
    expect((await heapsh(['--help'])).out).toContain('v8.writeHeapSnapshot(');
    expect((await heapsh([file('server.js', Buffer.from('x();\n'))])).err).toContain('v8.writeHeapSnapshot(');
  });

  test.concurrent('agent python prints the single file, byte for byte', async () => {
    const agent = readFileSync(join(import.meta.dirname, '../../src/capture/python/heapsh_agent.py'), 'utf8');
    expect(await heapsh(['agent', 'python'])).toEqual({ status: 0, signal: null, out: agent, err: '' });
  });
});

test.concurrent('no colour and no cursor tricks where there is no terminal', async () => {
  const { out, err } = await heapsh([small, '-c', 'hist', '-c', 'at 0x1000', '-c', 'count x'], {
    env: { FORCE_COLOR: '1', COLORTERM: 'truecolor' },
  });
  expect(out + err).not.toContain('\x1b');
});

test.concurrent('COLUMNS limits the width', async () => {
  const { out } = await heapsh([small, '-c', 'all'], { env: { COLUMNS: '40' } });
  expect(
    Math.max(
      ...out
        .split('\n')
        .slice(0, -2)
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(40);
});

test.concurrent('nobody sees a stack trace, whatever is typed', async () => {
  const input = [
    'at',
    '| |',
    'hist by',
    '((((',
    'x = ',
    '$1[',
    '.read',
    '"',
    'traceback[',
    '\u0000',
    '0x',
    'count @',
  ].join('\n');
  const { out, err, status } = await heapsh([small, '--keep-going'], { input });
  expect(status).toBe(1);
  expect(out + err).not.toMatch(/\n\s+at .*:\d+/);
  expect(err).not.toContain('heapsh itself has failed');
});

test.concurrent('a script that changes the settings of the session', async () => {
  const script = file('settings.hsh', Buffer.from('.mode csv\ncount frame\n.mode table\ncount frame\n'));
  expect((await heapsh([small, '-f', script])).out).toBe('value\r\n2\r\n\n2\n');
});
