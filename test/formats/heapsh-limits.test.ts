import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FormatError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import { checkSnapshot } from '../../src/model/check-snapshot.ts';
import { EdgeKind } from '../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { heap } from '../support/heap.ts';
import {
  blockBytes,
  type ChunkSpec,
  type ColumnSpec,
  heapshFile,
  jsonChunk,
  objectChunk,
  shapeChunk,
  stringChunk,
} from '../support/heapsh-chunks.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { heapshChunks } from '../support/write-heapsh.ts';

const write = temporaryFiles();
const { snapshot } = heap({ objects: { a: { type: 'list', elements: ['a'] } } });
const [head, hist, types, strings, shapes] = heapshChunks(snapshot) as [
  ChunkSpec,
  ChunkSpec,
  ChunkSpec,
  ChunkSpec,
  ChunkSpec,
];

function open(...chunks: readonly ChunkSpec[]): Promise<HeapSnapshot> {
  return openSnapshot(write('a.heapsh', heapshFile(chunks)), { task: quietTask });
}

const done = (objects: number) => jsonChunk('DONE', { objects });

const column = (
  number: number,
  width: number,
  values: readonly (number | bigint)[],
  codec = 0,
): ColumnSpec => ({
  column: number,
  width,
  codec,
  values,
});

const list = { typeId: 0, layout: 1 };
const oneList = [column(1, 8, [16]), column(2, 1, [56]), column(4, 1, [1]), column(5, 8, [16])];

/** The list, with one column as given. */
function listWith(changed: ColumnSpec): ChunkSpec {
  return objectChunk(list, 1, [...oneList.filter((other) => other.column !== changed.column), changed]);
}

test.each<[string, ChunkSpec]>([
  ['a type that is not there', objectChunk({ ...list, typeId: 9 }, 1, oneList)],
  ['a layout that is not there', objectChunk({ ...list, layout: 6 }, 1, oneList)],
  ['no targets', objectChunk(list, 1, oneList.slice(0, 3))],
  ['no size', objectChunk({ ...list, layout: 0 }, 1, oneList.slice(0, 1))],
  ['more edges than targets', listWith(column(4, 1, [2]))],
  ['fewer edges than targets', listWith(column(4, 1, [0]))],
  ['more edges than any number of them', listWith(column(4, 8, [2n ** 64n - 1n]))],
  ['a width that is none', listWith(column(2, 3, [1]))],
  ['a codec that is none', listWith(column(2, 1, [1], 3))],
  ['two values for one row', listWith(column(2, 1, [1, 2]))],
  ['a name that is not there', listWith(column(16, 4, [9999]))],
  ['a shape that is not there', objectChunk({ ...list, layout: 4 }, 1, [...oneList, column(7, 1, [9])])],
  ['a column that is there twice', objectChunk(list, 1, [...oneList, oneList[0]!])],
  [
    'two objects at one address',
    objectChunk(list, 2, [...oneList.slice(1), column(1, 8, [16, 16]), column(2, 1, [1])]),
  ],
  ['text that is longer than its column', listWith(column(13, 1, [65]))],
  [
    'an edge of no kind',
    {
      tag: 'EDGE',
      payload: blockBytes(1, [
        column(1, 8, [16]),
        column(18, 1, [7]),
        column(19, 4, [0]),
        column(5, 8, [16]),
      ]),
    },
  ],
  ['a root of no kind', { tag: 'ROOT', payload: blockBytes(1, [column(1, 8, [16]), column(20, 1, [200])]) }],
  ['a chunk that ends too early', { tag: 'OBJS', payload: Buffer.alloc(12) }],
  ['a shape with an entry', shapeChunk([[[EdgeKind.entry, 0]]], 0)],
  ['strings that do not follow', stringChunk([], 7)],
  ['a second head', head],
])('a file that is whole and has %s is refused', async (_what, chunk) => {
  const objects = chunk.tag === 'OBJS' ? chunk : objectChunk(list, 1, oneList);
  const rest = chunk === objects ? [] : [chunk];
  const rows = objects.payload.length < 16 ? 0 : objects.payload[8]!;
  const opening = open(head, hist, types, strings, shapes, objects, ...rest, done(rows));
  await expect(opening).rejects.toBeInstanceOf(FormatError);
  await expect(opening).rejects.toHaveProperty('where.offset', expect.any(Number));
});

test('the same file without a fault is read', async () => {
  const read = await open(head, hist, types, strings, shapes, objectChunk(list, 1, oneList), done(1));
  expect([read.objectCount, read.edgeCount]).toEqual([1, 1]);
});

test('a count that is not what DONE says is refused', async () => {
  const opening = open(head, hist, types, strings, shapes, objectChunk(list, 1, oneList), done(2));
  await expect(opening).rejects.toThrow('2 objects were written and 1 are there');
});

test('JSON that is not what it should be is refused', async () => {
  for (const payload of ['', '[]', '{"objects": -1}', '{"objects": "1"}', '{']) {
    const broken = { tag: 'DONE', payload: Buffer.from(payload) };
    await expect(open(head, broken)).rejects.toBeInstanceOf(FormatError);
  }
  await expect(open(jsonChunk('HEAD', { format: 1 }))).rejects.toThrow('"runtime" is missing');
});

test('a zip bomb is refused before it takes memory', async () => {
  const bomb = (count: number): ChunkSpec => {
    const block = blockBytes(1, [...oneList.slice(0, 3), column(5, 8, [0], 1)]);
    const zeroes = deflateSync(Buffer.alloc(64 << 20));
    // The last entry of the directory: count and stored length of the column whose data is replaced.
    block.writeUInt32LE(count, 8 + 3 * 16 + 4);
    block.writeUInt32LE(zeroes.length, 8 + 3 * 16 + 8);
    const payload = Buffer.concat([
      Buffer.of(0, 0, 0, 0, 1, 0, 0, 0),
      block.subarray(0, block.length - 16),
      zeroes,
    ]);
    return { tag: 'OBJS', payload };
  };
  const before = process.memoryUsage().arrayBuffers;
  await expect(open(head, hist, types, strings, shapes, bomb(1), done(1))).rejects.toThrow(
    'does not inflate to 1 values',
  );
  await expect(open(head, hist, types, strings, shapes, bomb(2 ** 31), done(1))).rejects.toThrow(
    'larger than any may be',
  );
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 << 20);
});

test.each([0, 1, 2] as const)(
  'edges to nowhere are counted, and no edge is not one, in codec %d',
  async (codec) => {
    const targets = column(5, 8, [16, 0, 0x9999], codec);
    const chunk = objectChunk(list, 1, [...oneList.slice(0, 2), column(4, 1, [3]), targets]);
    const read = await open(head, hist, types, strings, shapes, chunk, done(1));
    expect([read.edgeCount, read.source.edgesToNowhere]).toEqual([1, 1]);
  },
);

test('a list of five million', async () => {
  const count = 5_000_000;
  const part = 1 << 20;
  const self = (length: number, codec: 0 | 1) => ({
    column: 5,
    width: 8,
    codec,
    values: new Array(length).fill(16n),
  });
  const first = objectChunk(list, 1, [
    column(1, 8, [16]),
    column(2, 4, [40_000_056]),
    column(4, 4, [part]),
    self(part, 1),
  ]);
  const rest: ChunkSpec[] = [];
  for (let start = part; start < count; start += part) {
    const length = Math.min(part, count - start);
    const names = Array.from({ length }, (_, i) => start + i);
    const columns = [
      column(1, 8, [16]),
      column(18, 1, [EdgeKind.element]),
      column(19, 4, names, 1),
      self(length, 1),
    ];
    rest.push({ tag: 'EDGE', payload: blockBytes(length, columns) });
  }
  const read = await open(head, hist, types, strings, shapes, first, ...rest, done(1));
  expect(read.edgeCount).toBe(count);
  expect(read.edges.names.every((name, edge) => name === edge)).toBe(true);
}, 120_000);

test('a chain of 500,000', async () => {
  const count = 500_000;
  const rows = 16_384;
  const address = (i: number) => (i >= count ? 0n : 0x7f00_0000_0000n + 48n * BigInt(i));
  const next = shapeChunk([[[EdgeKind.attribute, 0]]]);
  const chunks: ChunkSpec[] = [];
  for (let start = 0; start < count; start += rows) {
    const length = Math.min(rows, count - start);
    const own = Array.from({ length }, (_, i) => address(start + i));
    const targets = own.map((_, i) => address(start + i + 1));
    const columns = [column(1, 8, own, 2), column(2, 1, [48]), column(7, 1, [0]), column(5, 8, targets, 2)];
    chunks.push(objectChunk({ typeId: 0, layout: 4, flags: 0 }, length, columns));
  }
  const read = await open(
    head,
    hist,
    types,
    stringChunk([Buffer.from('next')]),
    next,
    ...chunks,
    done(count),
  );
  expect([read.objectCount, read.edgeCount]).toEqual([count, count - 1]);
  expect(read.edges.targets.every((target, edge) => target === edge + 1)).toBe(true);
  expect(checkSnapshot(read)).toEqual([]);
}, 120_000);

test('a container is as long as it has elements, unless the file says otherwise', async () => {
  const tables = [head, hist, types, strings, shapes] as const;
  const plain = await open(...tables, objectChunk(list, 1, oneList), done(1));
  expect(plain.objects.lengths[0]).toBe(1);
  const split = await open(...tables, objectChunk(list, 1, [...oneList, column(11, 4, [70_000])]), done(1));
  expect(split.objects.lengths[0]).toBe(70_000);
});
