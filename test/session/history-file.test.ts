import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HistoryFile, historyPath } from '../../src/session/history-file.ts';

let folder: string;
const warnings: string[] = [];
const open = (file = join(folder, 'heapsh/history')) => new HistoryFile(file, (text) => warnings.push(text));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heapsh-history-'));
  warnings.length = 0;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('several shells append to one file, and nothing is lost', () => {
  const [one, other] = [open(), open()];
  one.append('hist');
  other.append('count str');
  one.append('   ');
  one.append('at 0x10');
  expect(open().read()).toEqual(['at 0x10', 'count str', 'hist']);
  expect(statSync(join(folder, 'heapsh/history')).mode & 0o777).toBe(0o600);
  expect(warnings).toEqual([]);
});

test('of a long history the end is read, in whole lines', () => {
  const file = join(folder, 'history');
  writeFileSync(file, `${'x'.repeat(99)}\n`.repeat(10_000));
  const lines = open(file).read();
  expect(lines.length).toBeGreaterThan(2000);
  expect(new Set(lines)).toEqual(new Set(['x'.repeat(99)]));
});

test('a line with line ends in it comes back as it was', () => {
  open().append('count str\n| sort size \\n');
  open().append('hist');
  expect(open().read()).toEqual(['hist', 'count str\n| sort size \\n']);
});

/** What a shell writes: `[program, file, its number, the sizes]`. */
const writer = `
  import { HistoryFile } from './src/session/history-file.ts';
  const [file, name, kept, most] = process.argv.slice(2);
  const history = new HistoryFile(file, (text) => { throw new Error(text); }, { kept: Number(kept), most: Number(most) });
  for (let i = 0; i < 200; i++) history.append('shell ' + name + ' line ' + i + ' ' + 'ü'.repeat(i % 50) + '.');
`;

test.each([
  ['nobody trims', 1 << 20, 1 << 22],
  ['they trim it all the time', 200_000, 201_000],
])('eight shells at once lose no line and tear none while %s', async (_, kept, most) => {
  const program = join(folder, 'writer.mjs');
  const stdin = { contents: writer, resolveDir: process.cwd() };
  buildSync({ stdin, bundle: true, platform: 'node', format: 'esm', outfile: program, logLevel: 'error' });
  const file = join(folder, 'history');
  writeFileSync(file, `${'earlier'.repeat(10)}\n`.repeat(3000));
  const names = Array.from({ length: 8 }, (_, i) => String(i));
  const run = promisify(execFile);
  await Promise.all(
    names.map((name) => run(process.execPath, [program, file, name, String(kept), String(most)])),
  );
  const lines = new HistoryFile(file, (text) => warnings.push(text), { kept: 1 << 22, most }).read();
  const expected = names.flatMap((name) =>
    Array.from({ length: 200 }, (_, i) => `shell ${name} line ${i} ${'ü'.repeat(i % 50)}.`),
  );
  expect(new Set(lines)).toEqual(new Set([...expected, 'earlier'.repeat(10)]));
  expect(readdirSync(folder).sort()).toEqual(['history', 'writer.mjs']);
  if (most < 210_000) expect(statSync(file).size).toBeLessThan(most + 20_000);
});

test('a file that cannot be trimmed, as another shell died at it, goes on growing', () => {
  const file = join(folder, 'history');
  writeFileSync(`${file}.trimmed`, '');
  const history = new HistoryFile(file, (text) => warnings.push(text), { kept: 100, most: 200 });
  for (let i = 0; i < 100; i++) history.append(`line ${i}`);
  expect(statSync(file).size).toBeGreaterThan(500);
  expect(warnings).toEqual([]);
  rmSync(`${file}.trimmed`);
  history.append('hist');
  expect(statSync(file).size).toBeLessThan(200);
  expect(history.read()[0]).toBe('hist');
});

test('where it cannot be written the shell warns once and goes on', () => {
  const file = join(folder, 'taken');
  mkdirSync(file);
  const history = open(file);
  history.append('hist');
  history.append('count str');
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('it is a folder');
  expect(history.read()).toEqual([]);
});

test('XDG says where it is; a relative path there is ignored', () => {
  expect(historyPath({ XDG_STATE_HOME: '/state' })).toBe('/state/heapsh/history');
  expect(historyPath({ XDG_STATE_HOME: 'state' })).toBe(join(homedir(), '.local/state/heapsh/history'));
});
