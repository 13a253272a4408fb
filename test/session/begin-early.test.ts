import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { identityOf } from '../../src/formats/index-file/identity.ts';
import { beginEarly, searchingCommands } from '../../src/session/begin-early.ts';
import { indexPath } from '../../src/session/indexes/index-path.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();
const brace = Buffer.from('{');
const small = write('small.heapsnapshot', brace);
const large = write('large.heapsnapshot', brace);
truncateSync(large, 20 << 20);
const folder = dirname(small);
vi.stubEnv('XDG_CACHE_HOME', folder);
afterAll(() => vi.unstubAllEnvs());

/** Whether threads are started for what is going to be opened. */
function begins(
  files: readonly string[],
  index: { uses: boolean; file?: string },
  lines: readonly string[] = [],
): boolean {
  const begin = vi.fn();
  const steps = lines.map((value) => ({ kind: 'line', value }) as const);
  beginEarly({ files, index: { file: undefined, ...index }, steps }, { begin });
  return begin.mock.calls.length > 0;
}

test('threads are started for a large file, and for nothing else', () => {
  const without = { uses: false };
  expect(begins([large, small], without)).toBe(true);
  for (const file of [small, folder, join(folder, 'missing'), 'a\0b', '-'])
    expect(begins([file], without)).toBe(false);
  expect(begins([], without)).toBe(false);
});

test('nor for one that has an index', () => {
  expect(begins([large], { uses: true })).toBe(true);
  expect(begins([large], { uses: true, file: join(folder, 'missing') })).toBe(true);
  expect(begins([large], { uses: true, file: small })).toBe(false);
  const path = indexPath(identityOf(large)!);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'whatever');
  expect(begins([large], { uses: true })).toBe(false);
});

test('but where the whole heap is going to be searched, by whatever name', () => {
  const index = { uses: true, file: small };
  expect(begins([large], index, ['hist', 'objects Set | retained | head'])).toBe(true);
  expect(begins([large], index, ['hist | where whatifs > 1', 'dom'])).toBe(false);
  const known = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
  for (const name of searchingCommands) expect(known).toContain(name);
});
