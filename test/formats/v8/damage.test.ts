import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import { openSnapshot } from '../../../src/formats/open-snapshot.ts';
import { checkSnapshot } from '../../../src/model/check-snapshot.ts';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { heapsnapshot, type NodeSpec, type ReadHow, read, rooted } from './heapsnapshot.ts';

const write = temporaryFiles();

const nodes: readonly NodeSpec[] = rooted(
  [2],
  [3],
  [
    {
      type: 'object',
      name: 'global',
      id: 5,
      size: 40,
      edges: [
        { type: 'property', name: 'näme', to: 3 },
        { type: 'element', name: 7, to: 4 },
      ],
    },
    { type: 'string', name: 'a "text" 😀', id: 7, size: 24 },
    { type: 'array', name: '(elements)', id: 9, size: 16, edges: [{ type: 'hidden', name: 1, to: 3 }] },
  ],
);

const whole = heapsnapshot(nodes);

async function problem(bytes: Uint8Array | string, how = {}): Promise<FormatError> {
  const error: unknown = await read(bytes, how).catch((caught: unknown) => caught);
  if (!(error instanceof FormatError)) throw new Error('a FormatError was expected', { cause: error });
  return error;
}

test('a file that was cut anywhere says where it ends, and gives its whole part when asked to', async () => {
  const bytes = Buffer.from(whole);
  expect(checkSnapshot(await read(bytes))).toEqual([]);
  let most = 0;
  for (let length = 0; length < bytes.length; length++) {
    const cut = bytes.subarray(0, length);
    const error = await problem(cut);
    expect(error.message).toContain('cut short');
    expect(error.where.offset).toBe(length);
    const objects = await partialObjects(cut);
    expect(objects).toBeGreaterThanOrEqual(most);
    most = objects;
  }
  expect(most).toBe(nodes.length);
});

/** How many objects `--partial` loads; 0: it says that there are none. */
async function partialObjects(cut: Uint8Array): Promise<number> {
  try {
    const snapshot = await read(cut, { partial: true, chunkSize: 16 });
    expect(checkSnapshot(snapshot)).toEqual([]);
    expect(snapshot.source.partial).toContain(`cut short at byte ${cut.length.toLocaleString('en-US')}`);
    expect(snapshot.source.partial).toContain(`${snapshot.objectCount}`);
    return snapshot.objectCount;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    expect(error.message).toContain('no whole objects');
    return 0;
  }
}

test('what is there of a file without strings is still counted', async () => {
  const cut = whole.slice(0, whole.indexOf('"strings"'));
  const snapshot = await read(cut, { partial: true });
  const names = new Set(Array.from(snapshot.objects.typeIndexes, (type) => snapshot.types[type]!.name));
  expect(names).toEqual(new Set(['(synthetic)', '(lost)', '(string)', '(array)']));
  expect(snapshot.edgeCount).toBe(6);
});

test('a string of which only the beginning is there is lost, and its beginning is no part of another name', async () => {
  const cut = whole.slice(0, whole.indexOf('(elements)') + 4);
  const { names } = await read(cut, { partial: true });
  const texts = Array.from({ length: names.count }, (_, id) => names.text(id));
  expect(texts.filter((text) => text.includes('(lost)'))).toEqual(['(lost)']);
});

test('a gzip stream that was cut is told from a text that was', async () => {
  const packed = gzipSync(
    Buffer.from(
      heapsnapshot(
        nodes.concat(
          Array.from({ length: 3000 }, (_, i) => ({
            type: 'object',
            name: `C${(i * 7919) % 4001}`,
            id: 11 + 2 * i,
            size: i,
          })),
        ),
      ),
    ),
  );
  const file = write('cut.heapsnapshot.gz', packed.subarray(0, packed.length >> 1));
  await expect(openSnapshot(file, { task: quietTask })).rejects.toThrow('cut short');
  const snapshot = await openSnapshot(file, { partial: true, task: quietTask });
  expect(snapshot.objectCount).toBeGreaterThan(100);
});

/** The same file with something replaced in it once, after a certain place. */
function changed(after: string, from: string | RegExp, to: string): { text: string; offset: number } {
  const start = whole.indexOf(after) + after.length;
  const rest = whole.slice(start);
  const at = rest.search(from);
  if (at < 0) throw new Error(`there is no ${String(from)} after ${after}`);
  return { text: whole.slice(0, start) + rest.replace(from, to), offset: start + at };
}

test.each([
  ['too many digits', '"nodes":[', /\d+/, '1234567890123456', 15, 'too many digits'],
  ['a negative number', '"nodes":[', /\d+/, '-1', 0, 'negative'],
  ['a number that is not whole', '"nodes":[', /\d+/, '1.5', 1, 'not whole'],
  ['an exponent', '"nodes":[', /\d+/, '1e5', 1, 'not whole'],
  ['a zero byte between numbers', '"nodes":[9', ',', ',\0', 1, 'byte 0'],
  ['two commas', '"nodes":[9', ',', ',,', 1, '","'],
  ['two numbers without a comma', '"nodes":[9', ',', ' 1,', 1, '"1"'],
  ['a word', '"nodes":[', /\d+/, 'null', 0, '"n"'],
  ['a type of node that there is not', '"nodes":[', '9', '15', 0, 'a type that there is not: 15'],
  ['a type of edge that there is not', '"edges":[', /\d+/, '7', 0, 'a type that there is not: 7'],
  ['an edge to between two nodes', '"edges":[1,1,', '7', '8', 0, 'where no node begins'],
  ['an edge beyond the last node', '"edges":[1,1,', '7', '35', 0, 'where no node begins'],
  ['a control character in a string', '"strings":["', '"', '\n"', 0, 'control character'],
  ['a zero byte in a string', '"strings":["', '"', '\0"', 0, 'control character'],
  ['an escape that is none', '"strings":["', '"', '\\x41"', 1, 'backslash'],
  ['an escape without its digits', '"strings":["', '"', '\\u12g4"', 4, 'hexadecimal'],
  ['a number among the strings', '"strings":[', '"', '5,"', 0, 'a string was expected'],
])('%s: an error with its offset', async (_, after, from, to, shift, message) => {
  const { text, offset } = changed(after, from, to);
  for (const chunkSize of [undefined, 1 << 16]) {
    const error = await problem(text, { chunkSize });
    expect(error.message).toContain(message);
    expect(error.where.offset).toBe(Buffer.from(text.slice(0, offset)).length + shift);
  }
});

const end = Buffer.from(whole).length;

test.each([
  [
    'more nodes in the header',
    heapsnapshot(nodes, { counts: { node_count: 6 } }),
    'says 6 nodes, and 5 are there',
  ],
  [
    'more edges in the header',
    heapsnapshot(nodes, { counts: { edge_count: 9 } }),
    'says 9 edges, and 6 are there',
  ],
  ['edge counts that add up to less', whole.replace('3,7,24,0', '3,7,24,1'), 'have 7 edges, and 6 are there'],
  ['no strings', whole.replace('"strings"', '"other"'), 'no section "strings"'],
  ['no edges', whole.replace('"edges"', '"other"'), 'no section "edges"'],
  ['no header', whole.replace('"snapshot"', '"other"'), 'no section "snapshot"'],
  ['a name that is not there', whole.replace(',"(elements)"', ''), 'and there are'],
])('%s: an error at the end', async (_, text, message) => {
  const error = await problem(text);
  expect(error.message).toContain(message);
  expect(Math.abs(error.where.offset! - end)).toBeLessThan(20);
});

test.each([
  ['a second list of nodes', whole.replace('"samples":[]', '"nodes":[]'), 'two sections "nodes"'],
  ['something after the end', `${whole}x`, 'something follows'],
  [
    'a last row that is not whole',
    whole.replace(/("edges":\[[^\]]*)\]/, '$1,1]'),
    'the last edge has 1 numbers',
  ],
  ['a field that is missing', whole.replace('"self_size"', '"selfsize"'), 'no field "self_size"'],
  ['a header that is no JSON', whole.replace('"meta":', '"meta":,'), 'no JSON'],
  [
    'more nodes than a file can hold',
    heapsnapshot(nodes, { counts: { node_count: 1e12 } }),
    'more than the file',
  ],
])('%s: an error', async (_, text, message) => {
  const error = await problem(text);
  expect(error.message).toContain(message);
  expect(error.where.offset).toBeGreaterThan(0);
});

describe('a byte that is not what it was', () => {
  const bytes = Buffer.from(whole);
  const numbersOf = ({ objects }: HeapSnapshot): number[] => [...(objects.heapIds ?? [])];
  /** Bytes of the key, and of the first row with its comma. */
  const firstRow = '"nodes":['.length + '9,0,1,0,2,0,0,'.length;
  /** Where the nodes, edges and strings end: what stands before is there, whatever comes then. */
  const endOf = (section: string): number => bytes.indexOf(']', bytes.indexOf(`"${section}":[`));

  test.each([...'x0"] '].map((character) => [character]))('%j at each place', async (character) => {
    const sound = numbersOf(await read(bytes));
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] = character.charCodeAt(0);
      const refused = await outcome(damaged, {});
      const loaded = await outcome(damaged, { partial: true, chunkSize: 16 });
      if (!(refused instanceof FormatError)) {
        expect(loaded).not.toBeInstanceOf(FormatError);
        continue;
      }
      if (loaded instanceof FormatError) {
        expect(loaded.message).toMatch(/no whole objects|cannot/);
        expect(at).toBeLessThanOrEqual(bytes.indexOf('"nodes":[') + firstRow);
        continue;
      }
      expect(refused.hint).toContain('--partial loads them');
      expect(loaded.source.partial).toMatch(/^the file is (damaged|cut short)/);
      expect(checkSnapshot(loaded)).toEqual([]);
      if (at > endOf('nodes')) expect(numbersOf(loaded)).toEqual(sound);
      if (at > endOf('edges')) expect(loaded.edgeCount).toBe(6);
    }
  });
});

async function outcome(bytes: Uint8Array, how: ReadHow): Promise<HeapSnapshot | FormatError> {
  try {
    return await read(bytes, how);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}
