import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heapsh, needsBuild } from '../support/heapsh-process.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

needsBuild();

const folder = temporaryFolder();
const question = ['--example', '-c', 'count traceback'];

/** As newer Node has it, and says where it would keep what. */
const told = join(folder, 'told.mjs');
writeFileSync(
  told,
  `import nodeModule from 'node:module';
nodeModule.enableCompileCache = (folder) => {
  console.error('keeps in ' + folder);
  return { directory: folder };
};
`,
);

function askIn(cache: string, env: NodeJS.ProcessEnv = {}) {
  const cleared = { NODE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: cache };
  return heapsh(question, { env: { ...cleared, NODE_OPTIONS: `--import=${told}`, ...env } });
}

test('what Node compiles is kept beside the index files, for the user alone', async () => {
  const cache = join(folder, 'new');
  const { status, err } = await askIn(cache);
  expect({ status, err }).toEqual({ status: 0, err: `keeps in ${cache}/heapsh/compiled\n` });
  expect(statSync(join(cache, 'heapsh/compiled')).mode & 0o777).toBe(0o700);
});

test('a folder that others can write to is not used, nor one that cannot be made, and where the user has chosen one', async () => {
  const cache = join(folder, 'open');
  mkdirSync(join(cache, 'heapsh/compiled'), { recursive: true });
  chmodSync(join(cache, 'heapsh/compiled'), 0o777);
  expect((await askIn(cache)).err).toBe('');
  expect((await askIn('/dev/null')).err).toBe('');
  const chosen = { NODE_COMPILE_CACHE: join(folder, 'chosen') };
  expect((await askIn(join(folder, 'other'), chosen)).err).toBe('');
  expect(existsSync(join(folder, 'other/heapsh/compiled'))).toBe(false);
});

test('Node that can keep it does, and answers the same from it', async () => {
  const cache = join(folder, 'real');
  const ask = () => askIn(cache, { NODE_OPTIONS: '' });
  const first = await ask();
  expect(existsSync(join(cache, 'heapsh/compiled'))).toBe('enableCompileCache' in nodeModule);
  expect(await ask()).toEqual(first);
});
