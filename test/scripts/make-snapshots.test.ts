import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
// @ts-expect-error: the scripts are plain JavaScript
import { whatIsShort } from '../../scripts/make-snapshots/room.mjs';

const script = join(import.meta.dirname, '../../scripts/make-snapshots.mjs');

function make(folder: string, ...args: string[]) {
  const all = [script, '--folder', folder, ...args];
  const { status, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { status, stderr };
}

function inFolder<Result>(work: (folder: string, file: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'heapsh-snapshots-'));
  try {
    return work(folder, join(folder, 'v8-tiny.heapsnapshot'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How many nodes of a type have a name. */
function countNodes(file: string): (type: string, name: string) => number {
  const { snapshot, nodes, strings } = JSON.parse(readFileSync(file, 'utf8'));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const counts = new Map<string, number>();
  for (let node = 0; node < nodes.length; node += fields.length) {
    const key = `${types[0][nodes[node]]} ${strings[nodes[node + 1]]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (type, name) => counts.get(`${type} ${name}`) ?? 0;
}

test('a snapshot holds what its size says, for its owner alone', () => {
  inFolder((folder, file) => {
    expect(make(folder, 'tiny').status).toBe(0);
    const count = countNodes(file);
    expect(count('object', 'ListNode')).toBe(1000);
    expect(count('object', 'AdminSession')).toBe(20);
    expect(count('object', 'WeakRef')).toBeGreaterThanOrEqual(50);
    expect(count('closure', 'handler')).toBe(200);
    expect(count('string', 'два байта или 日本語 7')).toBe(1);
    expect(count('sliced string', '(sliced string)')).toBeGreaterThanOrEqual(100);
    expect(count('concatenated string', '(concatenated string)')).toBeGreaterThanOrEqual(100);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});

test('one that is there stays as it is, unless it is made anew by force', () => {
  inFolder((folder, file) => {
    writeFileSync(file, 'mine');
    const { status, stderr } = make(folder, 'tiny');
    expect(status).toBe(0);
    expect(stderr).toContain(`${file} is there already`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(make(folder, 'tiny', '--force').status).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^\{"snapshot"/);
  });
});

test('a size that there is none of is answered with those there are', () => {
  inFolder((folder) => {
    expect(make(folder, 'vast')).toEqual({
      status: 1,
      stderr: 'make-snapshots: there is no size vast; there are tiny, small, medium, large, huge\n',
    });
  });
});

test('what there is not enough of is told before it is used', () => {
  const size = { file: 2e9, memory: 11e9 };
  expect(whatIsShort(size, { memory: 12e9, disk: 3e9 })).toBeUndefined();
  expect(whatIsShort(size, { memory: 8e9, disk: 3e9 })).toBe('needs 11.0 GB of memory, and 8.0 GB are free');
  expect(whatIsShort(size, { memory: 8e9, disk: 0 })).toContain('; 2.2 GB of disk, and 0.0 GB are free');
});
