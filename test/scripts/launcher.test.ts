import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const launcher = join(import.meta.dirname, '../../bin/heapsh.js');

/** Runs the launcher beside a dist/main.js of this text, or beside none. */
function launch(main: string | undefined, ...args: string[]) {
  const root = mkdtempSync(join(tmpdir(), 'heapsh-launcher-'));
  try {
    writeFileSync(join(root, 'package.json'), '{"type": "module"}');
    cpSync(launcher, join(root, 'bin/heapsh.js'));
    mkdirSync(join(root, 'dist'));
    if (main !== undefined) writeFileSync(join(root, 'dist/main.js'), main);
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/heapsh.js'), ...args], {
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test('main gets the arguments and gives the exit status', () => {
  const main = 'export async function main(argv) { console.log(argv.join()); return 3; }';
  expect(launch(main, 'a.heapsh', '-c', 'hist')).toEqual({
    status: 3,
    stdout: 'a.heapsh,-c,hist\n',
    stderr: '',
  });
});

test('a copy that was never built says in one line what to run', () => {
  const { status, stdout, stderr } = launch(undefined);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^heapsh: this copy is not built yet; run `npm run build`.*\n$/);
});
