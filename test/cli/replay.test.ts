import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exampleSnapshot } from '../../src/session/example.ts';
import { pythonHeap } from '../commands/python-heap.ts';
import { heapsnapshot, rooted } from '../formats/v8/heapsnapshot.ts';
import { heapsh, launcher, needsBuild } from '../support/heapsh-process.ts';
import { hasPseudoTerminals, PseudoTerminal } from '../support/pseudo-terminal.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { writeHeapsh } from '../support/write-heapsh.ts';

needsBuild();

const file = temporaryFiles();
const small = file('small.heapsh', writeHeapsh(pythonHeap().snapshot));
const folder = dirname(small);
let count = 0;
const session = (text: string) => file(`session-${++count}.md`, Buffer.from(text));
const block = (...lines: string[]) => `\`\`\`heapsh\n${lines.join('\n')}\n\`\`\`\n`;
const handwritten = (...lines: string[]) =>
  session(`---\nsnapshot: small.heapsh\n---\n# Mine\n\n${block(...lines)}\nThe end.\n`);

describe('what a shell recorded', () => {
  const recorded = join(folder, 'recorded.md');
  const lines = [
    'count traceback',
    'c = chains traceback via tb_next',
    'chain c[0]',
    'nonsense',
    'hist',
    'info',
  ];

  beforeAll(async () => {
    const copy = join(folder, 'pylint.heapsh');
    copyFileSync(exampleSnapshot(), copy);
    const input = `${lines.join('\n')}\nexpect $2.rows > 100\n`;
    await heapsh([copy, '--keep-going', '--record', recorded], { input });
  });

  test('replays equal, from wherever', async () => {
    const { out, err, status } = await heapsh(['replay', recorded]);
    expect(
      out.replace(/ +[\d.]+ m?s {2}/g, ' - '),
    ).toBe(`${recorded} on pylint.heapsh, the snapshot it was recorded on
1  equal - count traceback
2  equal - c = chains traceback via tb_next
3  equal - chain c[0]
4  same error - nonsense
5  equal - hist
6  equal - info
7  holds - expect $2.rows > 100
7 steps: 5 equal, 1 with the recorded error, 1 expectation holds
`);
    expect([status, err]).toEqual([0, '']);
  });

  test('is the same on a copy: where that lies is no part of it', async () => {
    const copy = join(folder, 'renamed.heapsh');
    copyFileSync(exampleSnapshot(), copy);
    const { out, status } = await heapsh(['replay', recorded, copy]);
    expect([status, out]).toEqual([0, expect.stringMatching(/drift .* info\n {3}~ file: value .* → /)]);
  });

  test('is another story on another snapshot, which only expectations fail', async () => {
    const { out, status } = await heapsh(['replay', recorded, small]);
    expect(status).toBe(1);
    expect(out).toContain('differences are drift');
    expect(out).toMatch(/drift .* count traceback\n {3}~ 16616 → 2\n/);
    expect(out).toMatch(/fails .* expect \$2.rows > 100\n {5}error: expected .*, but it is 1\n/);
    expect(out).toMatch(/\n.*, 1 expectation fails\n$/);
  });

  test('is the example where it lies nowhere else', async () => {
    const text = readFileSync(recorded, 'utf8').replace(/^path:.*\n/m, '');
    mkdirSync(join(folder, 'elsewhere'));
    const copy = join(folder, 'elsewhere', 'recorded.md');
    writeFileSync(copy, text);
    expect(await heapsh(['replay', copy, '--quiet'])).toMatchObject({ status: 0 });
  });
});

test('one of other counts is another snapshot, though its digest was never told', async () => {
  const name = session(`---\nsnapshot: small.heapsh\nobjects: 7\n---\n${block('> count frame', '9')}`);
  const { out, status } = await heapsh(['replay', name]);
  expect([status, out]).toEqual([0, expect.stringContaining('drift')]);
});

test('each of several snapshots has the name that it had', async () => {
  const other = file('other.heapsh', writeHeapsh(pythonHeap().snapshot));
  const recorded = join(folder, 'two.md');
  const lines = ['count small:frame', 'use small', 'count', 'snapshots', 'count other:str'];
  await heapsh([small, other, '--keep-going', '--record', recorded], { input: lines.join('\n') });
  const again = await heapsh(['replay', recorded, other, exampleSnapshot()]);
  expect([again.status, again.out]).toEqual([0, expect.not.stringContaining('no open snapshot')]);
  expect(again.out).toContain(' on other.heapsh, pylint.heapsh (current), not the snapshots ');
  expect(again.out).toMatch(/equal .* count small:frame\n[\s\S]*drift .* count other:str\n/);
});

test('one JSON document a step, and one that sums them up', async () => {
  const name = handwritten(
    '> count traceback',
    '3',
    '> nonsense',
    '> expect count(frame) > 5',
    '> .set limit 3',
  );
  const { out, status } = await heapsh(['replay', name, '--mode', 'json']);
  expect(status).toBe(1);
  const documents = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(documents).toMatchObject([
    {
      ...{ kind: 'step', step: 1, line: 7, command: 'count traceback', outcome: 'drift', passes: false },
      diff: {
        kind: 'lines',
        lines: [
          { kind: 'gone', text: '3' },
          { kind: 'added', text: '2' },
        ],
      },
    },
    {
      outcome: 'newly-failing',
      answer: ['error: no type `nonsense`', expect.any(String), expect.any(String), expect.any(String)],
    },
    { outcome: 'newly-failing', expectation: 'fails', passes: false },
    { outcome: 'passed-over', passes: true },
    {
      kind: 'summary',
      same_snapshot: null,
      steps: 4,
      failed: 3,
      expectations: { hold: 0, fail: 1 },
      passes: false,
    },
  ]);
});

test('JUnit XML for CI', async () => {
  const name = handwritten(
    '> count traceback',
    '2',
    '> count frame',
    '7',
    '> nonsense',
    '> expect count(frame) > 5',
  );
  const xml = join(folder, 'results.xml');
  const { status } = await heapsh(['replay', name, '--quiet', '--junit', xml]);
  expect(status).toBe(1);
  const text = readFileSync(xml, 'utf8');
  expect(text).toContain('tests="4" failures="2" errors="1" skipped="0"');
  expect(text).toMatch(/<testcase name="2: count frame".*\n *<failure message="differs">~ 7 → 2</);
  expect(await heapsh(['replay', name, '--junit', join(folder, 'no', 'where.xml')])).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringMatching(/^heapsh: cannot write .*where.xml: .*\n$/),
  });
});

test('that the results can be written is known before anything is run, and nothing is lost by that', async () => {
  const name = handwritten('> count frame', '2');
  const xml = file('kept.xml', Buffer.from('earlier results'));
  expect(await heapsh(['replay', name, '--junit', xml, small.replace('small', 'none')])).toMatchObject({
    status: 3,
  });
  expect(readFileSync(xml, 'utf8')).toBe('earlier results');
  expect(await heapsh(['replay', name, '--junit', name])).toMatchObject({
    status: 2,
    err: expect.stringContaining('would overwrite what is replayed'),
  });
  expect(readFileSync(name, 'utf8')).toContain('> count frame');
});

test('an answer whose digest is missing is equal as it is shown, and --update adds the digest', async () => {
  const name = handwritten('> count frame', '2', '=>');
  const first = await heapsh(['replay', name]);
  expect([first.status, first.out]).toEqual([
    0,
    expect.stringMatching(/\n1 {2}equal as shown .* count frame\n/),
  ]);
  expect(first.out).toMatch(/no digest was recorded[\s\S]*\n1 step: 1 equal as shown\n$/);
  expect((await heapsh(['replay', name, '--update'])).out).toMatch(/\n1 {2}updated /);
  expect(readFileSync(name, 'utf8')).toMatch(/\n2\n=> sha256=[0-9a-f]{64}\n/);
  expect((await heapsh(['replay', name])).out).toMatch(/\n1 step: 1 equal\n$/);
});

test('heap ids, which objects keep, are compared on another snapshot, and that is said', async () => {
  const nodes = (id: number) => rooted([2], [], [{ type: 'object', name: 'Session', id, size: 16 }]);
  const [name, other] = [5, 7].map((id) => file(`${id}.heapsnapshot`, Buffer.from(heapsnapshot(nodes(id)))));
  const recordedIds = join(folder, 'ids.md');
  await heapsh([name!, '--record', recordedIds], { input: 'objects Session\n' });
  const { out } = await heapsh(['replay', recordedIds, other!]);
  expect(out).toContain('\nobjects keep their heap ids as long as the process lives: these are compared\n');
  expect(out).not.toContain('addresses');
  expect(out).toMatch(/drift .* objects Session/);
});

test('on another snapshot what differs is told in few lines, and addresses not at all', async () => {
  const folded = handwritten(
    '> at 0x7f00 # an address',
    '0x7fffdeadbeef0  frame of 10 KiB',
    '> help',
    ...Array.from({ length: 20 }, (_, i) => `line ${'x'.repeat(i + 1)}`),
  );
  const text = readFileSync(folded, 'utf8').replace(
    'snapshot: small.heapsh',
    'snapshot: small.heapsh\nobjects: 7',
  );
  writeFileSync(folded, text);
  const { out, status } = await heapsh(['replay', folded]);
  expect(status).toBe(0);
  expect(out.split('addresses differ, as they do in another process')).toHaveLength(2);
  const lines = out.slice(out.indexOf('help')).split('\n');
  expect(lines.filter((line) => /^ {3}[-+~] /.test(line))).toHaveLength(12);
  expect(out).toMatch(/\n {5}… \d+ more lines\n/);
});

test('--update writes what is so now, and nothing else', async () => {
  const name = handwritten(
    '> count traceback',
    '3',
    '',
    '> nonsense',
    '> count frame',
    '...',
    '> str | head 1',
  );
  chmodSync(name, 0o640);
  const link = join(folder, 'link.md');
  symlinkSync(name, link);
  const first = await heapsh(['replay', link, '--update']);
  // What fails has no answer to write; that it fails is not hidden.
  expect([first.status, first.out]).toEqual([
    1,
    expect.stringMatching(/updated .* count traceback\n[\s\S]*is updated\n/),
  ]);
  const text = readFileSync(name, 'utf8');
  expect(text).toContain(
    '> count traceback\n2\n\n> nonsense\n> count frame\n...\n> str | head 1\n#  address',
  );
  expect(text.startsWith('---\nsnapshot: small.heapsh\n---\n# Mine\n\n')).toBe(true);
  expect(text.endsWith('```\n\nThe end.\n')).toBe(true);
  expect(statSync(name).mode & 0o777).toBe(0o640);
  const again = await heapsh(['replay', name, '--update']);
  expect(again.out).toContain('is up to date');
  expect(readFileSync(name, 'utf8')).toBe(text);
});

test('--update tells the file about the snapshot that it is about now', async () => {
  const name = session(
    `---\nsnapshot: old.heapsh\nsha256: ${'ab'.repeat(32)}\nmine: yes\n---\n${block('> count frame', '9', '=>')}`,
  );
  expect(await heapsh(['replay', name])).toMatchObject({
    status: 3,
    err: expect.stringContaining('the snapshot that it was recorded on is not there: old.heapsh'),
  });
  expect(await heapsh(['replay', name, small])).toMatchObject({ status: 0 });
  expect(await heapsh(['replay', name, small, '--update', '--only', '1'])).toMatchObject({ status: 2 });
  expect(await heapsh(['replay', name, small, '--update'])).toMatchObject({ status: 0 });
  expect(readFileSync(name, 'utf8')).toMatch(/^---\nsnapshot: small.heapsh\nsha256: .*\nmine: yes\n/);
  expect((await heapsh(['replay', name])).out).toMatch(/the snapshot it was recorded on\n1 {2}equal/);
});

test('--update leaves a file alone that is not all text', async () => {
  const bytes = Buffer.concat([Buffer.from(block('> count frame', '9')), Buffer.from([0xff, 0x0a])]);
  const name = file('bytes.md', bytes);
  expect(await heapsh(['replay', name, small, '--update'])).toMatchObject({ status: 1, out: '' });
  expect(readFileSync(name)).toEqual(bytes);
});

test('--only verifies some steps, and still runs what they may need', async () => {
  const name = handwritten('> traceback', 'wrong', '> count $1', '2', '> count frame', 'wrong');
  const { out, status } = await heapsh(['replay', name, '--only', '2']);
  expect([status, out]).toEqual([
    0,
    expect.stringMatching(/1 {2}only run .*\n2 {2}equal .*\n2 steps: 1 equal, 1 only run\n$/),
  ]);
});

test('what is odd about a file is told', async () => {
  const name = session('---\nsnapshot: [small.heapsh, other.heapsh]\n---\n```heapsh\n> count frame\n2\n');
  const { out, status } = await heapsh(['replay', name, small]);
  expect(status).toBe(0);
  expect(out).toContain('was recorded on 2 snapshots, and is replayed on 1\n');
  // What was cut off within its answer is nothing to compare.
  expect(out).toMatch(/:4: this block is never closed\n1 {2}interrupted /);
});

test('a plain script with expectations is a test too', async () => {
  const script = file(
    'limits.hsh',
    Buffer.from('# limits\nexpect count(traceback) <= 2\n\nexpect count(frame) < 2\n'),
  );
  const { out, status } = await heapsh(['replay', script, small]);
  expect(status).toBe(1);
  expect(out).toMatch(/holds .*<= 2\n[\s\S]*2 steps: 1 expectation holds, 1 expectation fails\n$/);
});

test.each([
  [['replay'], 2, 'which session'],
  [['replay', 'no.md', small], 1, 'cannot read no.md'],
  [['replay', 'LIMITS', small, '--update'], 2, 'a plain script'],
  [['replay', 'EMPTY', small], 2, 'no steps in'],
  [['replay', 'PROSE', small], 2, 'no steps in'],
  [['replay', 'ARGUMENT', small], 2, ':2: $arg1 stands for an argument, and a replay has none'],
  [['replay', 'MINE', '--only', '2-9'], 2, 'steps are 1-2'],
  [['replay', 'MINE', '--only', 'x'], 2, 'is no step'],
  [['replay', 'MINE', '--mode', 'csv'], 2, 'table or json'],
  [['replay', 'MINE', '--step'], 2, '--step needs a terminal'],
  [['replay', 'LIMITS'], 2, 'does not say which snapshot'],
  [['replay', 'MINE', 'MINE'], 3, 'no snapshot that heapsh knows'],
  [['replay', 'MINE', '--updaet'], 2, 'did you mean `--update`'],
])('%j is refused', async (args, status, message) => {
  const mine = handwritten('> count frame', '> count str');
  const limits = file('one.hsh', Buffer.from('count frame\n'));
  const files: Record<string, string> = {
    MINE: mine,
    LIMITS: limits,
    EMPTY: file('empty.hsh', Buffer.from('')),
    PROSE: session('# A memory test\n\n```\n> expect count(frame) < 1\n```\n'),
    ARGUMENT: file('argument.hsh', Buffer.from('count frame\nexpect count($arg1) < 5\n')),
  };
  const named = args.map((each) => files[each] ?? each);
  const outcome = await heapsh(named);
  expect([outcome.status, outcome.err]).toEqual([status, expect.stringContaining(message)]);
});

test('in the shell: a table of what became of it, on the snapshot that is open', async () => {
  const name = handwritten(
    '> count traceback',
    '2',
    '> nonsense',
    '> cut traceback->*',
    '> expect count(frame) = 2',
  );
  const lines = ['-c', 'count str', '-c', `replay ${name}`, '-c', 'cuts', '-c', '$1'];
  const { out, status } = await heapsh([small, '--no-record', ...lines]);
  const [before, table, cuts, after] = out.split('\n\n');
  expect([status, cuts]).toEqual([0, expect.stringContaining('no cut is in force')]);
  expect(after).toBe(`${before}\n`);
  expect(table!.split('\n').map((line) => line.trim().split(/ {2,}/).slice(0, 3))).toEqual([
    ['step', 'outcome', 'command'],
    ['1', 'equal', 'count traceback'],
    ['2', 'now fails', 'nonsense'],
    ['3', 'equal', 'cut traceback->*'],
    ['4', 'holds', 'expect count(frame) = 2'],
    ['note: 4 steps: 2 equal, 1 now fails, 1 expectation holds'],
  ]);
});

test.runIf(hasPseudoTerminals).each([
  ['q', 'q'],
  ['Ctrl-D', '\x04'],
  ['Ctrl-C', '\x03'],
])('--step waits before each step, and shows what it answers; %s stops', async (_, key) => {
  const name = handwritten('> count traceback', '2', '> count frame', '2', '> hist');
  const terminal = new PseudoTerminal(`${process.execPath} ${launcher} replay ${name} --step`);
  await terminal.until('1: count traceback');
  await terminal.until('q stops');
  terminal.type('\n');
  await terminal.until(/\n2\r\n.*1.*equal/);
  await terminal.until('2: count frame');
  terminal.type('\n');
  await terminal.until('3: hist');
  terminal.type(key);
  await terminal.until('2 steps: 2 equal');
  expect(await terminal.ended).toBe(130);
});
