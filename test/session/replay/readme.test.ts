import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { launcher, needsBuild, plainEnvironment } from '../../support/heapsh-process.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

needsBuild();

const file = temporaryFiles();
const readme = readFileSync(join(import.meta.dirname, '../../../src/session/replay/README.md'), 'utf8');
const python = process.env.PYTHON ?? 'python3';
const hasPython = spawnSync(python, ['--version']).status === 0;

test.runIf(hasPython)(
  "the memory test of the README holds on a healthy program, by the workflow's own lines",
  () => {
    const app = file('app.py', Buffer.from('kept = [object() for _ in range(1000)]\n'));
    const folder = dirname(app);
    writeFileSync(join(folder, 'memory.md'), /````markdown\n([\s\S]*?)````/.exec(readme)![1]!);
    const lines = Array.from(readme.matchAll(/^ +- run: (heapsh .*)$/gm), (match) => match[1]!);
    expect(lines).toHaveLength(2);
    const script = lines.join('\n').replaceAll('python app.py', `${python} app.py`);
    const heapsh = `heapsh() { "${process.execPath}" "${launcher}" "$@"; }`;
    const { status, stdout } = spawnSync('sh', ['-ec', `${heapsh}\n${script}`], {
      ...{ cwd: folder, encoding: 'utf8', env: plainEnvironment },
    });
    expect([status, stdout]).toEqual([0, expect.stringContaining('4 expectations hold')]);
    expect(readFileSync(join(folder, 'memory.xml'), 'utf8')).toContain('failures="0"');
  },
);
