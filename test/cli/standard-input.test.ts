import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pythonHeap } from '../commands/python-heap.ts';
import { heapsnapshot, rooted } from '../formats/v8/heapsnapshot.ts';
import {
  heapsh,
  launcher,
  needsBuild,
  outcomeOf,
  type ProcessOutcome,
  startHeapsh,
  startShellLine,
} from '../support/heapsh-process.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { writeHeapsh } from '../support/write-heapsh.ts';

needsBuild();

const file = temporaryFiles();
const python = writeHeapsh(pythonHeap().snapshot);
const v8 = Buffer.from(
  heapsnapshot(rooted([2], [], [{ type: 'object', name: 'Session', id: 5, size: 40, edges: [] }])),
);
const small = file('small.heapsh', python);
const folder = dirname(small);

/** With the bytes on standard input, which is a socket here: Node makes no pipes. */
async function piped(bytes: Uint8Array, args: readonly string[]): Promise<ProcessOutcome> {
  const child = startHeapsh(args);
  child.stdin.on('error', () => undefined); // It may end before it has read all.
  child.stdin.end(bytes);
  return await outcomeOf(child);
}

/** A line of the shell in which `heapsh` is the program. */
function shellLine(line: string): Promise<ProcessOutcome> {
  return outcomeOf(
    startShellLine(`heapsh() { "${process.execPath}" "${launcher}" "$@"; }; cd '${folder}'; ${line}`),
  );
}

describe.each([
  ['small.heapsh', python, 'count traceback', '2\n'],
  ['small.heapsnapshot', v8, 'count Session', '1\n'],
])('%s', (name, bytes, question, answer) => {
  const plain = file(name, bytes);
  const packed = file(`${name}.gz`, gzipSync(bytes));

  test.concurrent.each([
    ['a pipe', `cat ${plain} | heapsh - -c '${question}'`],
    ['a pipe of gzip', `cat ${packed} | heapsh - -c '${question}'`],
    ['a pipe by another name', `cat ${packed} | heapsh /dev/stdin -c '${question}'`],
    ['a slow pipe', `{ head -c 10 ${plain}; sleep 0.3; tail -c +11 ${plain}; } | heapsh - -c '${question}'`],
    ['a file that is redirected', `heapsh - -c '${question}' < ${plain}`],
    [
      'a named pipe',
      `mkfifo ${name}.pipe; cat ${packed} > ${name}.pipe & heapsh ${name}.pipe -c '${question}'`,
    ],
  ])('comes through %s', async (_, line) => {
    expect(await shellLine(line)).toMatchObject({ status: 0, out: answer, err: '' });
  });

  test.concurrent('comes through a socket', async () => {
    expect(await piped(bytes, ['-', '-c', question])).toMatchObject({ status: 0, out: answer, err: '' });
  });

  test.concurrent('that ends too early says where, and --partial loads what is whole', async () => {
    const cut = bytes.subarray(0, bytes.length - 30);
    const refused = await piped(cut, ['-', '-c', question]);
    expect(refused).toMatchObject({ status: 3, out: '' });
    expect(refused.err).toMatch(
      /^heapsh: standard input: at byte [\d,]+: the snapshot is cut short: .*--partial/,
    );
    const loaded = await piped(cut, ['-', '--partial', '-c', 'count all']);
    expect(loaded).toMatchObject({ status: 0, out: expect.stringMatching(/^\d+\n/) });
  });
});

test.concurrent('no lines to run are told, where nobody wants it quiet', async () => {
  const told = "heapsh: standard input gave no lines to run: -c 'hist | head 5' asks, or a terminal\n";
  for (const line of ['heapsh small.heapsh < /dev/null', 'echo | heapsh small.heapsh'])
    expect(await shellLine(line)).toMatchObject({ status: 0, out: '', err: told });
  expect(await shellLine('heapsh -q small.heapsh < /dev/null')).toMatchObject({
    status: 0,
    out: '',
    err: '',
  });
});

test.concurrent('what it is called, and what is known of it', async () => {
  const { out } = await shellLine(
    `cat small.heapsh | heapsh small.heapsh - --mode csv -c info -c snapshots -c 'count small:frame'`,
  );
  expect(out).toContain('snapshot,stdin');
  expect(out).toContain('file,standard input');
  expect(out).toContain(`file_size,${python.length}`);
  expect(out).toMatch(/sha256,.*cannot be read again/);
  expect(out).toMatch(/stdin,true,.*,standard input/);
});

test.concurrent('a file that is called so is another thing', async () => {
  file('-', v8);
  expect(await shellLine(`cat small.heapsh | heapsh - -c 'count traceback'`)).toMatchObject({ out: '2\n' });
  expect(await shellLine(`heapsh ./- -c 'count Session'`)).toMatchObject({ out: '1\n' });
});

test.concurrent('the writer is told that enough was read when what it writes is no snapshot', async () => {
  const { status, err } = await shellLine('yes | heapsh - -c hist');
  expect(status).toBe(3);
  expect(err).toMatch(
    /^heapsh: standard input: at byte 0: this is no snapshot that heapsh knows: it looks like text/,
  );
});

test.concurrent.each([
  ['nothing comes', `heapsh - -c hist < /dev/null`, 3, 'standard input: nothing came; the command'],
  ['the writer fails', `cat nowhere 2> /dev/null | heapsh - -c hist`, 3, 'standard input: nothing came'],
  ['it is named twice', `cat small.heapsh | heapsh - /dev/stdin -c hist`, 2, 'can be read only once'],
  [
    'it is the script, too',
    `cat small.heapsh | heapsh - -f /dev/stdin`,
    2,
    'commands cannot come from it as well',
  ],
  ['nobody asks anything', `cat small.heapsh | heapsh - | cat`, 0, 'ask with -c or -f'],
  ['an index is wanted', `cat small.heapsh | heapsh - --index x -c hist`, 2, 'standard input has none'],
  ['a shell is to open it', `heapsh small.heapsh -c 'open -'`, 1, 'standard input cannot be opened here'],
])('an error that says what to do when %s', async (_, line, status, message) => {
  const outcome = await shellLine(line);
  expect(outcome).toMatchObject({ status, out: '' });
  expect(outcome.err).toContain(message);
});

test.concurrent('a header that claims more than there is room for is not believed', async () => {
  const lie = v8.toString().replace(/"node_count":\d+/, '"node_count":900000000000');
  const { status, err } = await piped(Buffer.from(lie + ' '.repeat(200_000)), ['-', '-c', 'hist']);
  expect([status, err]).toEqual([3, expect.stringContaining('more than this machine can hold')]);
});

describe('a session that was recorded on standard input', () => {
  const recorded = join(folder, 'recorded.md');

  test('says so', async () => {
    await shellLine(
      `cat small.heapsh | heapsh - --record ${recorded} -c 'count traceback' -c 'count stdin:frame'`,
    );
    const text = readFileSync(recorded, 'utf8');
    expect(text).toMatch(/^snapshot: "-"$/m);
    expect(text).not.toMatch(/^path:|sha256: not computed/m);
  });

  test('cannot open it again, and is replayed where it comes once more or is a file by now', async () => {
    const lost = await heapsh(['replay', recorded]);
    expect(lost).toMatchObject({ status: 3, out: '' });
    expect(lost.err).toContain(
      'it was recorded on standard input, which cannot be opened again; name the snapshot',
    );
    for (const line of [
      `heapsh replay ${recorded} small.heapsh`,
      `cat small.heapsh | heapsh replay ${recorded} -`,
    ]) {
      expect(await shellLine(line)).toMatchObject({
        status: 0,
        out: expect.stringContaining('2 steps: 2 equal'),
      });
    }
  });
});
