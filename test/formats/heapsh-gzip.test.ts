import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FormatError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { describeSnapshot } from '../support/describe-snapshot.ts';
import { heap } from '../support/heap.ts';
import { heapshFile } from '../support/heapsh-chunks.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { heapshChunks, writeHeapsh } from '../support/write-heapsh.ts';

const write = temporaryFiles();
const { snapshot } = heap({
  objects: { a: { type: 'list', elements: ['a', 'b'] }, b: { type: 'str', value: 'b' } },
});
const derived = heap({
  objects: { a: { type: 'list', elements: ['a', 'b'] }, b: { type: 'str', value: 'b' } },
  deriveRoots: true,
});
const answer = describeSnapshot(derived.snapshot);
const whole = gzipSync(writeHeapsh(snapshot));

async function read(bytes: Uint8Array, partial = false): Promise<HeapSnapshot | FormatError> {
  try {
    return await openSnapshot(write('a', bytes), { partial, task: quietTask });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return error;
  }
}

test('a gzipped file is told by its content, not its name', async () => {
  expect(describeSnapshot((await read(whole)) as HeapSnapshot)).toEqual(answer);
});

test('cut at any byte it is an error, or only its own checksum is missing', async () => {
  for (let length = 1; length < whole.length; length++) {
    const result = await read(whole.subarray(0, length));
    if (result instanceof FormatError) continue;
    expect(length).toBeGreaterThanOrEqual(whole.length - 12);
    expect(describeSnapshot(result)).toEqual(answer);
  }
});

test('a flipped bit is an error, or without any effect', async () => {
  for (let bit = 0; bit < whole.length * 8; bit += 5) {
    const bytes = Uint8Array.from(whole);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    const result = await read(bytes);
    if (!(result instanceof FormatError)) expect(describeSnapshot(result)).toEqual(answer);
  }
});

test('a large one that does not compress goes through in pieces', async () => {
  const chunks = heapshChunks(snapshot);
  const noise = Array.from({ length: 3 }, () => ({ tag: 'NOIS', payload: randomBytes(5 << 20) }));
  const bytes = heapshFile([chunks[0]!, ...noise, ...chunks.slice(1)]);
  expect(bytes.length).toBeGreaterThan(15 << 20);
  for (const file of [bytes, gzipSync(bytes, { level: 1 })]) {
    expect(describeSnapshot((await read(file)) as HeapSnapshot)).toEqual(answer);
    expect(await read(file.subarray(0, file.length - 1000))).toBeInstanceOf(FormatError);
  }
});
