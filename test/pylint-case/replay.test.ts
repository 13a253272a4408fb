import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { heapsh, needsBuild } from '../support/heapsh-process.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

// An investigation, written down on a dump of Pylint as it was, tells on a dump of the repaired Pylint that the leak is gone.

needsBuild();

const python = process.env.PYTHON ?? '/usr/bin/python3';
const hasPylint = spawnSync(python, ['-c', 'import pylint']).status === 0;

const questions = `objective find the holder, then prove the fix
count traceback
chains = chains traceback via tb_next | sort length desc | head 5
chain $2[0] to modules
tb $2[0] --limit 5
note The cache keeps exceptions, and they their tracebacks.
expect count(traceback) < 1000
expect retained(astroid.exceptions.AstroidImportError) < 1MB
`;

describe.runIf(hasPylint)('a session on Pylint before and after its fix', () => {
  const folder = temporaryFolder();
  const [before, after, session] = ['before.heapsh', 'after.heapsh', 'session.md'].map((name) =>
    join(folder, name),
  ) as [string, string, string];

  beforeAll(async () => {
    const here = (name: string) => join(import.meta.dirname, name);
    const sizes = ['--files', '12', '--uses', '6', '--imports', '12', '--bulk', '2'];
    const sources = join(folder, 'src');
    execFileSync(python, [here('gen_codebase.py'), sources, ...sizes]);
    const agent = here('../../src/capture/python/heapsh_agent.py');
    for (const [mode, dump] of [
      ['legacy', before],
      ['fixed', after],
    ] as const) {
      const options = ['--mode', mode, '--stop', '12', '--agent', agent, '--dump', dump];
      execFileSync(python, [here('run_pylint.py'), sources, ...options]);
    }
    await heapsh([before, '--record', session, '--keep-going'], { input: questions });
  });

  test('replays equal on the first, where its expectations fail', async () => {
    const { out, status } = await heapsh(['replay', session]);
    expect(out).toMatch(/\n6 steps: 4 equal, 2 expectations fail\n$/);
    expect(status).toBe(1);
  });

  test('holds on the second, where what was found is no more', async () => {
    const { out, status } = await heapsh(['replay', session, after]);
    expect(out).toMatch(/drift .* count traceback\n +~ \d{4,} → \d{1,3}\n/);
    expect(out).toMatch(/, 2 expectations hold\n$/);
    expect(status).toBe(0);
  });

  test('and can be made the story of the second', async () => {
    const copy = join(folder, 'updated.md');
    writeFileSync(copy, readFileSync(session));
    expect(await heapsh(['replay', copy, after, '--update'])).toMatchObject({ status: 0 });
    const { out, status } = await heapsh(['replay', copy]);
    expect([status, out]).toEqual([0, expect.stringContaining('the snapshot it was recorded on')]);
    expect(readFileSync(copy, 'utf8')).toContain('The cache keeps exceptions');
  });
});
