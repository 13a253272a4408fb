import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heapsh, needsBuild } from '../support/heapsh-process.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

needsBuild();

const hasPython = spawnSync('python3', ['--version']).status === 0;
const folder = temporaryFolder();

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
  expect(captured.err).toMatch(/^heapsh_agent: wrote .+ objects, .+ MB; open it with: heapsh .+\n$/);
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

test.skipIf(!hasPython)('the agent gets its options', async () => {
  const series = join(folder, 'series.heapsh');
  const options = '--signal USR1 --every 60 --at-end --collect --no-values --no-fork --quiet'.split(' ');
  const captured = await heapsh(['capture', 'python', '-o', series, ...options, '--', 'python3', program]);
  expect(captured).toMatchObject({ status: 7, err: '' });
  expect(existsSync(join(folder, 'series.001.heapsh'))).toBe(true);
});

test.each([[['--help']], [['python', '--help']], [['python', '-h', '--', 'python3']]])(
  'capture %j prints its usage',
  async (args) => {
    const { status, out, err } = await heapsh(['capture', ...args]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^usage: heapsh capture python/);
    expect(out).toContain('--no-values');
  },
);

test('a mistyped option of capture is told with the help that lists it', async () => {
  const { status, err } = await heapsh(['capture', 'python', '--zzzzzz', '--', 'python3', program]);
  expect({ status, err }).toEqual({
    status: 2,
    err: expect.stringContaining('heapsh capture --help lists the options'),
  });
});
