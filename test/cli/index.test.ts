import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { IndexReader } from '../../src/formats/index-file/index-reader.ts';
import { heap } from '../support/heap.ts';
import { heapshFile } from '../support/heapsh-chunks.ts';
import {
  heapsh,
  launcher,
  needsBuild,
  outcomeOf,
  type ProcessOutcome,
  plainEnvironment,
} from '../support/heapsh-process.ts';
import { settle } from '../support/index-store.ts';
import { hasPseudoTerminals, PseudoTerminal } from '../support/pseudo-terminal.ts';
import { ScreenProcess } from '../support/screen-process.ts';
import { temporaryFolder } from '../support/temporary-files.ts';
import { heapshChunks } from '../support/write-heapsh.ts';

needsBuild();

const folder = temporaryFolder();

const example = join(import.meta.dirname, '../../src/example/pylint.heapsh');

/** What the answers of one run need not have in common with those of another. */
const lines = [
  'info',
  'hist | head 5',
  'hist traceback by @name | head 3',
  'du | head 5',
  'dom traceback | head 5',
  'leaks',
  'objects traceback | head 3',
  'at (objects traceback | head 1)',
  'retained (objects traceback | head 1)',
  'paths (objects traceback | head 1)',
  'refs traceback | head 2',
  'backrefs traceback | head 2',
  'dups | head 3',
  'chains | head 3',
  'find "astroid" | head 3',
];
const steps = lines.flatMap((line) => ['-c', line]);

let snapshot = '';
/** What is answered without an index. */
let direct: ProcessOutcome;
beforeAll(async () => {
  snapshot = join(folder, 'example.heapsh');
  copyFileSync(example, snapshot);
  settle(snapshot);
  direct = await heapsh([snapshot, '--no-index', '--keep-going', ...steps]);
});

function damaged(index: Buffer): Buffer {
  const bytes = Buffer.from(index);
  // Addresses, types and sizes are at the beginning.
  for (let at = 64; at < bytes.length / 2; at += 50_000) bytes[at]! ^= 0xff;
  return bytes;
}

test('every answer is the same without an index, while one is written, from it, and when it is damaged', async () => {
  const index = join(folder, 'answers.index');
  const first = await heapsh([snapshot, '--index', index, '--keep-going', ...steps]);
  expect(existsSync(index)).toBe(true);
  const before = readFileSync(index);
  const second = await heapsh([snapshot, '--index', index, '--keep-going', ...steps]);
  expect(direct.out.length).toBeGreaterThan(5000);
  expect(first).toEqual(direct);
  expect(second).toEqual(direct);
  expect(readFileSync(index).equals(before)).toBe(true);

  // A damaged column is told of in one line, and read from the snapshot, and the index is whole afterwards.
  writeFileSync(index, damaged(before));
  const mended = await heapsh([snapshot, '--index', index, '--keep-going', ...steps]);
  expect(mended.out).toBe(direct.out);
  expect(mended.err.replace(direct.err, '')).toBe(`heapsh: the index ${index} is damaged: it is made anew\n`);
  const anew = await heapsh([snapshot, '--index', index, '-c', lines[1]!]);
  expect(anew).toMatchObject({ status: 0, err: '' });
  expect(direct.out).toContain(anew.out);
});

test('whatever was asked first, what other questions need is in the index', async () => {
  const index = join(folder, 'asked-once.index');
  await heapsh([snapshot, '--index', index, '-c', 'hist']);
  const reader = IndexReader.open(index);
  if (typeof reader === 'string') throw new Error(reader);
  expect(Object.keys(reader.directory.parts)).toEqual(
    expect.arrayContaining(['dominators', 'distances', 'referrer rows', 'referrer edges']),
  );
  const second = await heapsh([snapshot, '--index', index, '--keep-going', ...steps]);
  expect(second).toEqual(direct);
});

/** A million edges: so many that the cache is used by itself. */
const large = largeHeap();

function largeHeap(): Buffer {
  const elements = Array.from({ length: 1000 }, () => 'a');
  const lists = Array.from({ length: 1000 }, (_, i) => [`l${i}`, { type: 'list', elements }] as const);
  const objects = { a: { type: 'app.A' }, ...Object.fromEntries(lists) };
  return heapshFile(heapshChunks(heap({ objects, roots: { module: ['a'] } }).snapshot));
}

test('large snapshots get an index in the cache by themselves, which index ls lists and rm removes', async () => {
  const file = join(folder, 'large.heapsh');
  writeFileSync(file, large);
  settle(file);
  const env = { XDG_CACHE_HOME: join(folder, 'cache') };
  const cache = join(folder, 'cache', 'heapsh');
  const ask = (...options: string[]) => heapsh([file, '-c', 'hist', ...options], { env });
  const direct = await ask('--no-index');
  expect(existsSync(cache)).toBe(false);
  const none = `no index files in ${cache}\n`;
  expect(await heapsh(['index', 'ls'], { env })).toMatchObject({ status: 0, out: none, err: '' });
  const both = await Promise.all([ask(), ask()]);
  expect(both).toEqual([direct, direct]);
  expect(await ask()).toEqual(direct);
  const [name, ...others] = readdirSync(cache);
  expect(name).toMatch(/^[0-9a-f]{32}\.index$/);
  expect(others).toEqual([]);
  const { out } = await heapsh(['index', 'ls'], { env });
  expect(out).toMatch(
    new RegExp(
      `^${name} +\\d+\\.\\d MiB +used 0 min ago +.*large\\.heapsh\\n1 file +\\d+\\.\\d MiB +in all\\n$`,
    ),
  );
  expect((await heapsh(['index', 'rm', `${file}.other`], { env })).status).toBe(1);
  expect(await heapsh(['index', 'rm', file], { env })).toMatchObject({ status: 0, out: `removed ${name}\n` });
  expect(readdirSync(cache)).toEqual([]);
  await ask();
  expect(await heapsh(['index', 'rm', '--all'], { env })).toMatchObject({ status: 0 });
  expect(readdirSync(cache)).toEqual([]);
});

test('a reader that has seen enough leaves the index whole, and what was killed is swept by the next one', async () => {
  const file = join(folder, 'ended.heapsh');
  writeFileSync(file, large);
  settle(file);
  const cache = join(folder, 'ended', 'heapsh');
  const env = { XDG_CACHE_HOME: join(folder, 'ended') };
  mkdirSync(cache, { recursive: true });
  const inShell = (line: string) =>
    outcomeOf(
      spawn('bash', ['-c', line, process.execPath, launcher, file], { env: { ...plainEnvironment, ...env } }),
    );
  const seen = await inShell('"$0" "$1" "$2" -c leaks -c dups -c hist | true; echo $PIPESTATUS');
  expect(seen).toMatchObject({ out: '0\n', err: '' });
  const whole = [expect.stringMatching(/^[0-9a-f]{32}\.index$/)];
  expect(readdirSync(cache)).toEqual(whole);
  const { pid } = spawnSync('true');
  writeFileSync(join(cache, `x.index.${pid}-abc.part`), 'what a process that is gone has left');
  await heapsh([file, '-c', 'hist'], { env });
  expect(readdirSync(cache)).toEqual(whole);
});

test.skipIf(!hasPseudoTerminals)('who leaves a shell at once has an index, too', async () => {
  const plain = join(folder, 'plain.index');
  const terminal = new PseudoTerminal(
    `"${process.execPath}" "${launcher}" --plain --no-record --index "${plain}" "${snapshot}"`,
  );
  await terminal.until('heap> ');
  terminal.type('.quit\r');
  expect(await terminal.ended).toBe(0);
  expect(typeof IndexReader.open(plain)).toBe('object');
  const full = join(folder, 'full-screen.index');
  const screen = new ScreenProcess([snapshot, '--no-record', '--index', full], 140, 24);
  await screen.until((lines) => lines.join().includes('help lists the commands'));
  screen.type('\x04');
  expect(await screen.ended).toBe(0);
  expect(typeof IndexReader.open(full)).toBe('object');
});

test.skipIf(!hasPseudoTerminals)('a shell keeps what was computed while its user thinks', async () => {
  const index = join(folder, 'shell.index');
  const terminal = new PseudoTerminal(
    `"${process.execPath}" "${launcher}" --plain --no-record --index "${index}" "${snapshot}"`,
  );
  await terminal.until('heap> ');
  while (!existsSync(index)) await setTimeout(20);
  terminal.type('.quit\r');
  await terminal.ended;
  const reader = IndexReader.open(index);
  const parts = typeof reader === 'string' ? [] : Object.keys(reader.directory.parts);
  // What answers tell comes after these, if there was time.
  expect(parts.slice(0, 6)).toEqual([
    'snapshot',
    'bytes',
    'referrer rows',
    'referrer edges',
    'distances',
    'dominators',
  ]);
});

test.skipIf(!hasPseudoTerminals)(
  'the full-screen shell tells of a damaged index below the answer',
  async () => {
    const index = join(folder, 'screen.index');
    await heapsh([snapshot, '--index', index, '-c', 'hist']);
    writeFileSync(index, damaged(readFileSync(index)));
    const screen = new ScreenProcess([snapshot, '--no-record', '--index', index], 140, 24);
    const lines = await screen.until((lines) => lines.join().includes('is damaged: it is made anew'));
    expect(lines.join()).toContain('help lists the commands');
    screen.kill();
  },
);

test('a disk that is full, or a cache that cannot be written, changes no answer', async () => {
  const file = join(folder, 'full.heapsh');
  writeFileSync(file, large);
  settle(file);
  const run = (cache: string, options: string, limit: string) => {
    const command = `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$1" "$2" -c hist ${options}`;
    const env = { ...plainEnvironment, XDG_CACHE_HOME: cache };
    return outcomeOf(spawn('bash', ['-c', command, process.execPath, launcher, file], { env }));
  };
  const right = await run(join(folder, 'none'), '--no-index', 'unlimited');
  const full = join(folder, 'full');
  mkdirSync(full);
  expect(await run(full, '', '64')).toEqual(right);
  expect(readdirSync(join(full, 'heapsh'))).toEqual([]);
  expect(await run('/dev/null', '', 'unlimited')).toEqual(right);
  const asked = join(full, 'asked.index');
  const told = await run(full, `--index ${asked}`, '64');
  expect(told).toEqual({ ...right, err: expect.stringContaining(`the index ${asked} cannot be written: `) });
  expect(readdirSync(full)).toEqual(['heapsh']);
});

test.each([
  [['a.heapsh', 'b.heapsh', '--index', 'x'], 'an index file is of one snapshot, and there are 2'],
  [['a.heapsh', '--no-index', '--index', 'x'], '--index and --no-index do not go together'],
  [['index', 'rm'], 'which index is to be removed?'],
  [['index', 'rm', 'x', '--all'], 'which index is to be removed?'],
  [['index', 'list'], 'index lists its files (ls) or removes some (rm)'],
])('%j is wrong usage', async (args, message) => {
  const { status, err } = await heapsh([...args]);
  expect([status, err]).toEqual([2, expect.stringContaining(message)]);
});
