import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';
import { soloTeam, type Team } from '../../src/base/team.ts';
import { pack } from '../../src/formats/index-file/pack.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import { checkSnapshot } from '../../src/model/check-snapshot.ts';
import { EdgeKind, NONE } from '../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { ThreadTeam } from '../../src/session/team/thread-team.ts';
import { heap } from '../support/heap.ts';
import { blockBytes, type ChunkSpec, heapshFile, jsonChunk, objectChunk } from '../support/heapsh-chunks.ts';
import { randomHeap } from '../support/random-heap.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { WatchedTeam } from '../support/watched-team.ts';
import { heapshChunks } from '../support/write-heapsh.ts';

const write = temporaryFiles();
const example = join(import.meta.dirname, '../../src/example/pylint.heapsh');

/** An order for every row, if there are so many. */
const teams = [2, 4, 7].map((size) => new ThreadTeam(size, 1));

function open(file: string, team: Team): Promise<HeapSnapshot> {
  return openSnapshot(file, { task: { ...quietTask, team } });
}

/** Column by column, down to the bytes: as texts, which are compared at once. */
function everyColumn(snapshot: HeapSnapshot) {
  const { plain, columns } = pack(snapshot);
  const found = Int32Array.from(snapshot.objects.addresses, (each) => snapshot.objectAt(each) ?? NONE);
  return { plain, bytes: [...columns, found].map(bytesOf) };
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}

async function expectSame(file: string): Promise<HeapSnapshot> {
  const alone = await open(file, soloTeam);
  for (const team of teams.map((each) => new WatchedTeam(each))) {
    expect(everyColumn(await open(file, team))).toEqual(everyColumn(alone));
    expect(team.failures).toEqual([]);
  }
  return alone;
}

test('one thread, two, four and seven read the same columns of a real dump', async () => {
  const alone = everyColumn(await open(example, soloTeam));
  for (const team of teams.map((each) => new WatchedTeam(each))) {
    const together = everyColumn(await open(example, team));
    expect(together.plain).toEqual(alone.plain);
    expect(together.bytes.every((column, i) => column === alone.bytes[i])).toBe(true);
    expect(team.failures).toEqual([]);
    expect([...team.shared].sort()).toEqual([
      'count references',
      'find hidden roots',
      'heapsh edges',
      'heapsh objects',
      'mark places of addresses',
      'move edges',
      'place positions of addresses',
    ]);
  }
});

const address = 0x7f00_0000_0000n;
const column = (number: number, width: number, values: readonly (number | bigint)[], codec = 0) => {
  return { column: number, width, codec, values };
};

/** Edges of objects that have others already, from one number to another. */
function extraChunk(snapshot: HeapSnapshot, pairs: readonly (readonly [number, number])[]): ChunkSpec {
  const at = (object: number) => snapshot.objects.addresses[object % snapshot.objectCount]!;
  const columns = [
    column(
      1,
      8,
      pairs.map(([source]) => at(source)),
    ),
    column(
      18,
      1,
      pairs.map(() => EdgeKind.internal),
    ),
    column(
      19,
      4,
      pairs.map((_, i) => i),
    ),
    column(
      5,
      8,
      pairs.map(([, target]) => at(target)),
    ),
  ];
  return { tag: 'EDGE', payload: blockBytes(pairs.length, columns) };
}

/** Without some of the objects, so that edges to them lead nowhere. */
function without(chunks: readonly ChunkSpec[], dropped: readonly number[]): ChunkSpec[] {
  const objects = chunks.filter(({ tag }) => tag === 'OBJS');
  const isDropped = (chunk: ChunkSpec) => dropped.includes(objects.indexOf(chunk));
  const left = chunks.filter((chunk) => chunk.tag !== 'DONE' && !(chunk.tag === 'OBJS' && isDropped(chunk)));
  const count = objects.filter((chunk) => !isDropped(chunk)).length;
  return [...left, jsonChunk('DONE', { objects: count })];
}

describe('whatever is in a heap', () => {
  const pair = fc.tuple(fc.nat(7), fc.nat(7));

  test('threads read what one reads, and edges to what is not there leave no gap', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomHeap,
        fc.uniqueArray(fc.nat(7), { maxLength: 6 }),
        fc.array(pair, { maxLength: 20 }),
        async (spec, dropped, pairs) => {
          const { snapshot } = heap(spec);
          const chunks = heapshChunks(snapshot, { rowsPerChunk: 1 });
          chunks.splice(-1, 0, extraChunk(snapshot, pairs));
          const read = await expectSame(write('a.heapsh', heapshFile(without(chunks, dropped))));
          expect(checkSnapshot(read)).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('edges declared apart follow the others of their object, in the order of the file', async () => {
    await fc.assert(
      fc.asyncProperty(randomHeap, fc.array(pair, { maxLength: 30 }), async (spec, pairs) => {
        const { snapshot } = heap(spec);
        const chunks = heapshChunks(snapshot, { rowsPerChunk: 1 });
        const before = await open(write('before.heapsh', heapshFile(chunks)), soloTeam);
        chunks.splice(-1, 0, extraChunk(snapshot, pairs));
        const after = await expectSame(write('after.heapsh', heapshFile(chunks)));
        for (let object = 0; object < before.objectCount; object++) {
          const extra = pairs.filter(([source]) => source === object).map(([, target]) => target);
          expect(targetsOf(after, object)).toEqual([...targetsOf(before, object), ...extra]);
        }
      }),
      { numRuns: 15 },
    );
  });
});

function targetsOf({ edges }: HeapSnapshot, object: number): number[] {
  return [...edges.targets.subarray(edges.first[object], edges.first[object + 1])];
}

test('of a file with mistakes threads say what one says: of the first, and where', async () => {
  const { snapshot } = heap({ objects: { a: { type: 'list', elements: ['a'] } } });
  const [head, hist, types, strings, shapes] = heapshChunks(snapshot) as [ChunkSpec, ...ChunkSpec[]];
  const good = (i: number) => [
    column(1, 8, [address + 16n * BigInt(i)]),
    column(2, 1, [56]),
    column(4, 1, [1]),
    column(5, 8, [address]),
  ];
  const changes = [
    (i: number) => good(i),
    (i: number) => [...good(i).slice(0, 2), column(4, 1, [2]), column(5, 8, [address])],
    (i: number) => [...good(i).slice(0, 2), column(4, 1, [0]), column(5, 8, [address])],
    (i: number) => [...good(i), column(16, 4, [9999])],
    (i: number) => [...good(i), column(13, 1, [65])],
    (i: number) => [...good(i).slice(0, 3), { ...column(5, 8, [address, address], 1), values: [address] }],
    (i: number) => [column(1, 8, [address]), ...good(i).slice(1)],
  ];
  const kinds = fc.array(fc.nat({ max: changes.length - 1 }), { minLength: 2, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(kinds, async (list) => {
      const objects = list.map((kind, i) => objectChunk({ typeId: 0, layout: 1 }, 1, changes[kind]!(i)));
      const chunks = [head, hist!, types!, strings!, shapes!, ...objects];
      const file = write('bad.heapsh', heapshFile([...chunks, jsonChunk('DONE', { objects: list.length })]));
      const [alone, ...together] = await Promise.all(
        [soloTeam, ...teams].map((team) => outcomeOf(file, team)),
      );
      for (const outcome of together) expect(outcome).toEqual(alone);
    }),
    { numRuns: 40 },
  );
});

async function outcomeOf(file: string, team: Team) {
  try {
    return everyColumn(await open(file, team));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { message: error.message, where: error.where };
  }
}
