import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { heapsh, needsBuild } from '../support/heapsh-process.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

needsBuild();

const write = temporaryFiles();
const fixture = join(import.meta.dirname, '../formats/v8/devtools/node20.heapsnapshot.br');

test('where WebAssembly is not to be had, V8 snapshots are read all the same', async () => {
  const file = write('a.heapsnapshot', brotliDecompressSync(readFileSync(fixture)));
  const questions = [
    '--no-index',
    file,
    '-c',
    'hist',
    '-c',
    'dom | head 20',
    '-c',
    'objects Session | head 5',
  ];
  const ask = (NODE_OPTIONS: string) => heapsh(questions, { env: { NODE_OPTIONS } });
  const [usual, without] = [await ask(''), await ask('--jitless')];
  expect(usual).toMatchObject({ status: 0, err: '' });
  expect(without).toMatchObject({ status: 0, out: usual.out });
});
