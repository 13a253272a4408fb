import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { CancelledError, FormatError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import { heap } from '../support/heap.ts';
import { heapshFile, jsonChunk } from '../support/heapsh-chunks.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { heapshChunks, writeHeapsh } from '../support/write-heapsh.ts';

const write = temporaryFiles();
const { snapshot } = heap({ objects: { a: { type: 'list', elements: ['a'] } } });
const whole = writeHeapsh(snapshot);

async function problem(file: string): Promise<string> {
  const error: unknown = await openSnapshot(file, { task: quietTask }).catch((error: unknown) => error);
  if (!(error instanceof FormatError)) throw new Error('a FormatError was expected', { cause: error });
  expect(error.where.file).toBe(file);
  expect(error.hint).toBeTruthy();
  return error.message;
}

test.each([
  ['JSON', '[1, 2]'],
  ['JSON', '{"nodes": [{"id": 1}], "links": []}'],
  ['a CPU profile of V8', '{"nodes":[{"id":1,"callFrame":{"functionName":"(root)"},"children":[2]}]}'],
  ['an allocation profile of V8', '{"head":{"callFrame":{"functionName":"(root)"},"selfSize":0}}'],
  ['an ELF file: a program or a core dump', '\x7fELF\x02\x01\x01'],
  ['a Java heap dump', 'JAVA PROFILE 1.0.2\0'],
  ['text', 'hello\n'],
  ['some binary file', '\0\x01\x02'],
  ['a web page', '<!DOCTYPE html><html>'],
])('what is %s is said to be', async (what, text) => {
  const bytes = Buffer.from(text, 'latin1');
  expect(await problem(write('other', bytes))).toContain(`looks like ${what}`);
  expect(await problem(write('other.gz', gzipSync(bytes)))).toContain(`looks like ${what}`);
});

test('no file, no bytes, no permission, a directory', async () => {
  const empty = write('empty', Buffer.alloc(0));
  expect(await problem(empty)).toBe('the file is empty');
  expect(await problem(join(dirname(empty), 'nowhere'))).toBe('there is no such file');
  expect(await problem(join(empty, 'below'))).toBe('there is no such file');
  expect(await problem(`${empty}\0`)).toBe('there is no such file');
  const circle = join(dirname(empty), 'circle');
  symlinkSync(circle, circle);
  expect(await problem(circle)).toBe('there is no such file');
  const directory = join(dirname(empty), 'directory');
  mkdirSync(directory);
  expect(await problem(directory)).toBe('this is a directory');
  const secret = write('secret', whole);
  chmodSync(secret, 0);
  // Root may read everything.
  if (process.getuid?.() !== 0) expect(await problem(secret)).toBe('the file may not be read');
});

test('a newer version', async () => {
  const head = jsonChunk('HEAD', { format: 2, runtime: 'cpython', runtimeVersion: '4.0', writer: 'later' });
  const file = write('newer.heapsh', heapshFile([head, ...heapshChunks(snapshot).slice(1)]));
  expect(await problem(file)).toContain('version 2');
});

test('progress rises to the end, and a task that is cancelled stops it', async () => {
  const file = write('a.heapsh', whole);
  const phases: string[] = [];
  const steps: number[] = [];
  const task = {
    phase: (name: string) => phases.push(name),
    step: (done: number, total: number) => steps.push(done / total),
  };
  await openSnapshot(file, { task });
  expect(phases).toEqual([
    'reading the file',
    'reading objects',
    'indexing addresses',
    'reading edges',
    'counting references',
  ]);
  expect(steps.every((step) => step >= 0 && step <= 1)).toBe(true);
  expect(steps).toEqual(steps.toSorted((one, other) => one - other));
  expect(steps.at(-1)).toBeGreaterThan(0.85);
  for (let after = 0; after < steps.length; after++) {
    let count = 0;
    const step = () => {
      if (count++ === after) throw new CancelledError();
    };
    await expect(openSnapshot(file, { task: { ...quietTask, step } })).rejects.toBeInstanceOf(CancelledError);
  }
});
