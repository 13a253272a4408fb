import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { heapsh, needsBuild } from '../support/heapsh-process.ts';

needsBuild();

const hasPython = spawnSync('python3', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'heapsh-capture-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = join(folder, 'app.py');
writeFileSync(
  program,
  'import sys\nclass Held: pass\nheld = [Held() for _ in range(123)]\nprint(sys.argv[1:])\nsys.exit(7)\n',
);

test.skipIf(!hasPython)('a program runs as it would, and its heap can be asked', async () => {
  const snapshot = join(folder, 'app.heapsh');
  const captured = await heapsh([
    'capture',
    'python',
    '-o',
    snapshot,
    '--',
    'python3',
    '-u',
    program,
    'a',
    '-o',
    'b',
  ]);
  expect(captured).toMatchObject({ status: 7, out: "['a', '-o', 'b']\n" });
  expect(await heapsh([snapshot, '-c', 'count Held'])).toMatchObject({ status: 0, out: '123\n' });
});

test.skipIf(!hasPython)('a program that cannot be run is told in a line', async () => {
  const { status, err } = await heapsh(['capture', 'python', '--', join(folder, 'python3'), 'x.py']);
  expect({ status, err }).toEqual({
    status: 1,
    err: `heapsh: cannot run ${join(folder, 'python3')}: there is no such file or folder\n`,
  });
  expect(existsSync('out.heapsh')).toBe(false);
});
