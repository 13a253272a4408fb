import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
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
