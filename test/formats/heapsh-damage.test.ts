import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import { checkSnapshot } from '../../src/model/check-snapshot.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { describeSnapshot } from '../support/describe-snapshot.ts';
import { heap } from '../support/heap.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { writeHeapsh } from '../support/write-heapsh.ts';

const write = temporaryFiles();

const { snapshot } = heap({
  objects: {
    app: { type: 'module', attributes: { cache: 'cache' }, refcount: 3 },
    cache: { type: 'dict', entries: [['key', 'node']], size: 232 },
    key: { type: 'str', value: 'kéy', refcount: 1 },
    node: { type: 'app.Node', attributes: { next: 'node' }, weak: { owner: 'app' }, elements: ['key'] },
    list: { type: 'list', elements: ['key', 'node'] },
  },
  roots: { module: ['app'] },
  deriveRoots: true,
});
const whole = writeHeapsh(snapshot, { codec: (n) => (n % 3) as 0 | 1 | 2 });
const answer = describeSnapshot(snapshot);

/** A snapshot, or the one error that a file may lead to. */
async function read(bytes: Uint8Array, partial = false): Promise<HeapSnapshot | FormatError> {
  const file = write('a.heapsh', bytes);
  try {
    return await openSnapshot(file, { partial, task: quietTask });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    expect(error.where.file).toBe(file);
    expect(error.message).not.toContain('\n');
    return error;
  }
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

describe('a damaged file', () => {
  test('is an error, cut at any byte', async () => {
    for (let length = 0; length < whole.length; length++) {
      const result = await read(whole.subarray(0, length));
      expect(result).toBeInstanceOf(FormatError);
      if (length > 8) expect((result as FormatError).message).toMatch(/cut short|before anything/);
    }
  });

  test('loads its whole part when asked, cut anywhere', async () => {
    let objects = 0;
    // Three shares no factor with the eight that chunks are aligned to.
    for (let length = 0; length < whole.length; length += 3) {
      const result = await read(whole.subarray(0, length), true);
      if (result instanceof FormatError) continue;
      expect(checkSnapshot(result)).toEqual([]);
      expect(result.source.partial).toMatch(/cut short at byte [\d,]+ .*\d of 5 objects are loaded/);
      expect(result.objectCount).toBeGreaterThanOrEqual(objects);
      objects = result.objectCount;
    }
    expect(objects).toBe(5);
  });

  test('is an error, whichever bit is flipped; and never another answer', async () => {
    for (let bit = 0; bit < whole.length * 8; bit += 19) {
      expect(await read(flipped(whole, bit))).toBeInstanceOf(FormatError);
    }
  });

  test('loads what comes before the damage when asked', async () => {
    for (let bit = 0; bit < whole.length * 8; bit += 61) {
      const result = await read(flipped(whole, bit), true);
      if (result instanceof FormatError) continue;
      expect(checkSnapshot(result)).toEqual([]);
      expect(result.source.partial).toMatch(/damaged|cut short/);
    }
  });

  test('is an error when bytes are overwritten, put in or taken out', async () => {
    const edit = fc.record({
      at: fc.nat({ max: whole.length }),
      removed: fc.nat({ max: 20 }),
      added: fc.uint8Array(),
    });
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, removed, added }) => {
        const bytes = Buffer.concat([whole.subarray(0, at), added, whole.subarray(at + removed)]);
        if (bytes.equals(whole)) return;
        expect(await read(bytes)).toBeInstanceOf(FormatError);
      }),
      { numRuns: 300 },
    );
  });

  test('says where, and what can be done', async () => {
    const cut = await read(whole.subarray(0, whole.length - 30));
    expect(cut).toMatchObject({ message: expect.stringContaining('cut short') });
    expect((cut as FormatError).where.offset).toBeGreaterThan(100);
    expect((cut as FormatError).hint).toContain('5 of 5 objects are whole: --partial loads them');
    const head = await read(whole.subarray(0, 40));
    expect((head as FormatError).hint).not.toContain('--partial');
    const text = await read(Buffer.from(whole.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));
    expect((text as FormatError).message).toContain('copied as text');
    const longer = await read(Buffer.concat([whole, Buffer.of(0)]));
    expect((longer as FormatError).message).toContain('something follows its end');
  });

  test('is whole when it is whole', async () => {
    expect(describeSnapshot((await read(whole)) as HeapSnapshot)).toEqual(answer);
  });
});
