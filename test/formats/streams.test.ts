import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CancelledError, FormatError } from '../../src/base/errors.ts';
import { quietTask, type Task } from '../../src/base/task.ts';
import { openIndexed } from '../../src/formats/open-indexed.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { describeSnapshot } from '../support/describe-snapshot.ts';
import { heap } from '../support/heap.ts';
import { storeAt } from '../support/index-store.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { writeHeapsh } from '../support/write-heapsh.ts';
import { heapsnapshot, rooted } from './v8/heapsnapshot.ts';

const write = temporaryFiles();
const folder = dirname(write('x', Buffer.alloc(0)));
let pipes = 0;

const python = writeHeapsh(
  heap({ objects: { a: { type: 'list', elements: ['a', 'b'] }, b: { type: 'str', value: 'b' } } }).snapshot,
);
const nodes = rooted([2], [], [{ type: 'object', name: 'global', id: 5, size: 40, edges: [] }]);
const v8 = Buffer.from(heapsnapshot(nodes));

/** Opens what is written into a pipe. The writer begins when it is read. */
async function throughPipe(
  feed: (pipe: WriteStream) => void | Promise<void>,
  how: { readonly partial?: boolean; readonly task?: Task } = {},
): Promise<HeapSnapshot> {
  const name = join(folder, `pipe${pipes++}`);
  execFileSync('mkfifo', [name]);
  const opened = openSnapshot(name, { partial: how.partial ?? false, task: how.task ?? quietTask });
  opened.catch(() => undefined);
  const pipe = createWriteStream(name);
  pipe.on('error', () => undefined); // Who reads may leave before the end.
  try {
    await feed(pipe);
    return await opened;
  } finally {
    pipe.destroy();
  }
}

const all = (bytes: Uint8Array) => (pipe: WriteStream) => void pipe.end(bytes);

async function problem(opened: Promise<HeapSnapshot>): Promise<FormatError> {
  const error: unknown = await opened.catch((caught: unknown) => caught);
  if (!(error instanceof FormatError)) throw new Error('a FormatError was expected', { cause: error });
  return error;
}

describe.each([
  ['heapsh', python],
  ['heapsh, gzip', gzipSync(python)],
  ['V8', v8],
  ['V8, gzip', gzipSync(v8)],
])('%s through a pipe', (_, bytes) => {
  test('is what it is in a file, and as long as it was', async () => {
    const file = await openSnapshot(write('a', bytes), { task: quietTask });
    const snapshot = await throughPipe(all(bytes));
    expect(describeSnapshot(snapshot)).toEqual(describeSnapshot(file));
    expect(snapshot.source).toMatchObject({ isStream: true, fileSize: bytes.length, partial: undefined });
    expect(file.source).toMatchObject({ isStream: false, fileSize: bytes.length });
  });

  test('may come byte by byte', async () => {
    const snapshot = await throughPipe(async (pipe) => {
      for (let i = 0; i < bytes.length; i++) {
        if (!pipe.write(bytes.subarray(i, i + 1))) await once(pipe, 'drain');
        if (i % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      pipe.end();
    });
    expect(snapshot.source.fileSize).toBe(bytes.length);
  });

  test('and then end too early: an error that names the pipe and the place', async () => {
    for (let length = 1; length < bytes.length - 12; length += Math.ceil(bytes.length / 12)) {
      const error = await problem(throughPipe(all(bytes.subarray(0, length))));
      expect(error.where).toMatchObject({
        file: expect.stringContaining('pipe'),
        offset: expect.any(Number),
      });
    }
  });

  test.each(['before the first byte', 'in the middle'])(
    'can be interrupted while nothing comes, %s',
    async (when) => {
      let wasToldAt = 0;
      let isEnough = false;
      const step = (done: number) => {
        wasToldAt = done;
        if (isEnough) throw new CancelledError();
      };
      const half = when === 'in the middle' ? bytes.subarray(0, bytes.length >> 1) : new Uint8Array(0);
      const opened = throughPipe(
        async (pipe) => {
          if (half.length > 0) pipe.write(half);
          while (wasToldAt < half.length) await new Promise((resolve) => setTimeout(resolve, 10));
          isEnough = true;
        },
        { task: { phase: () => undefined, step } },
      );
      await expect(opened).rejects.toBeInstanceOf(CancelledError);
    },
  );
});

test('what is whole of a stream that was cut short is loaded when asked to', async () => {
  const cut = v8.subarray(0, v8.indexOf('"strings"'));
  const snapshot = await throughPipe(all(cut), { partial: true });
  expect(snapshot.objectCount).toBe(nodes.length);
  expect(snapshot.source.partial).toContain('cut short');
});

test('nothing at all', async () => {
  const error = await problem(throughPipe(all(new Uint8Array(0))));
  expect(error.message).toBe('nothing came');
  expect(error.hint).toContain('may have failed');
});

test('what is wrong with the beginning is told while the writer is still there, and writes no more', async () => {
  const error = await problem(throughPipe((pipe) => void pipe.write(`hello ${'x'.repeat(5000)}`)));
  expect(error.message).toContain('looks like text');
  // A chunk and a little: the next one is being waited for by then.
  const late = Buffer.from(v8.toString().replace('"nodes":[', '"nodes":[-') + ' '.repeat(5 << 20));
  expect((await problem(throughPipe((pipe) => void pipe.write(late)))).message).toContain('negative');
});

test('the progress names how much came, for nobody knows how much there is', async () => {
  const phases = new Set<string>();
  const totals = new Set<number>();
  const task = {
    phase: (name: string) => phases.add(name),
    step: (_: number, total: number) => totals.add(total),
  };
  await throughPipe(
    async (pipe) => {
      while (![...phases].some((phase) => phase.startsWith('waiting for '))) await pause();
      pipe.write(v8.subarray(0, 100));
      while (![...phases].some((phase) => phase.endsWith(': 100 B so far'))) await pause();
      expect([...totals]).toEqual([0]);
      pipe.end(v8.subarray(100));
    },
    { task },
  );
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 10));

test.each([
  [
    'more nodes than any machine has room for',
    { node_count: 4_000_000_000_000 },
    'more than this machine can hold',
  ],
  [
    'more edges than any machine has room for',
    { edge_count: 4_000_000_000_000 },
    'more than this machine can hold',
  ],
  [
    'many that are not there',
    { node_count: 200_000_000, edge_count: 200_000_000 },
    'the header says 200,000,000 nodes',
  ],
])('a header that claims %s', async (_, counts, message) => {
  // Long enough that its end has not come when the header is read.
  const strings = ' '.repeat(100_000);
  const text = heapsnapshot(nodes, { counts }).replace('"strings":[', `"strings":[${strings}`);
  expect((await problem(throughPipe(all(Buffer.from(text))))).message).toContain(message);
});

test('a pipe has no index, and looking for one takes nothing out of it', async () => {
  const name = join(folder, 'indexed');
  execFileSync('mkfifo', [name]);
  const { store } = storeAt(join(folder, 'an-index'), () => {
    throw new Error('there is nothing to read again');
  });
  const opened = openIndexed(name, { task: quietTask, store });
  createWriteStream(name).end(v8);
  expect(await opened).toMatchObject({ index: undefined, snapshot: { source: { isStream: true } } });
});
