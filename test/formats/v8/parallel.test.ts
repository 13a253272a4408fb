import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FormatError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import { soloTeam, type Team } from '../../../src/base/team.ts';
import { pack } from '../../../src/formats/index-file/pack.ts';
import { openSource } from '../../../src/formats/sources/open-source.ts';
import { readV8 } from '../../../src/formats/v8/read-v8.ts';
import { NONE } from '../../../src/model/kinds.ts';
import { ThreadTeam } from '../../../src/session/team/thread-team.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { WatchedTeam } from '../../support/watched-team.ts';
import { type EdgeSpec, heapsnapshot, type NodeSpec } from './heapsnapshot.ts';
import { layout, randomNodes } from './random-nodes.ts';

const write = temporaryFiles();

async function snapshotBy(team: Team, file: string, cut: number, partial = false) {
  const task = { ...quietTask, team };
  const source = await openSource(file, task);
  try {
    return await readV8(source, { partial, task }, { cut });
  } finally {
    await source.close();
  }
}

/** What was read, and every column as a text of its bytes: texts are compared at once. */
async function readBy(team: Team, file: string, cut: number, partial = false) {
  const { plain, columns } = pack(await snapshotBy(team, file, cut, partial));
  return {
    plain,
    columns: columns.map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength).toString('latin1'),
    ),
  };
}

/** What comes of a file: columns, or the error and where it is. */
async function outcomeOf(team: Team, file: string, cut: number, partial: boolean) {
  try {
    return await readBy(team, file, cut, partial);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { message: error.message, where: error.where };
  }
}

const teams = new Map([2, 4, 7].map((size) => [size, new ThreadTeam(size, 1)]));

test.each(['node20', 'node24'])('%s: one thread, two, four and seven read the same columns', async (name) => {
  const bytes = brotliDecompressSync(
    readFileSync(join(import.meta.dirname, 'devtools', `${name}.heapsnapshot.br`)),
  );
  const file = write(`${name}.heapsnapshot`, bytes);
  const alone = await readBy(soloTeam, file, 0);
  for (const threads of teams.values()) {
    const team = new WatchedTeam(threads);
    const together = await readBy(team, file, 20_000);
    expect(together.plain).toEqual(alone.plain);
    for (const [i, column] of together.columns.entries()) expect(column === alone.columns[i]).toBe(true);
    expect(team.failures).toEqual([]);
    expect([...team.shared].sort()).toEqual([
      'v8-mark-foreign',
      'v8-parse-rows',
      'v8-survey-nodes',
      'v8-write-nodes',
    ]);
  }
});

test('heaps cut anywhere, numbers in two included, are the same', async () => {
  await fc.assert(
    fc.asyncProperty(randomNodes(), layout, fc.constantFrom(1, 3, 10, 100), async (nodes, how, cut) => {
      const file = write('a.heapsnapshot', Buffer.from(heapsnapshot(nodes, how)));
      const team = new WatchedTeam(teams.get(4)!);
      expect(await readBy(team, file, cut)).toEqual(await readBy(soloTeam, file, cut));
      expect(team.failures).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** Bytes of the table of a Map with room for four: header, two buckets, entries of three words. */
const TABLE_SIZE = 8 * (2 + 3 + 2 + 4 * 3);
const FIRST_KEY = 3 + 2;

/** Nodes that share tables, and functions of scripts of which few tell the file; anywhere in the order of nodes. */
const sharing = fc
  .array(fc.record({ table: fc.nat(1), script: fc.nat(2), tells: fc.boolean() }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((each) => {
    const value: NodeSpec = { type: 'object', name: 'Value', id: 1, size: 8 };
    const tables = [1, 2].map((entries): NodeSpec => {
      const words = Array.from({ length: entries }, (_, i) => FIRST_KEY + 3 * i);
      const edges = words.map((word): EdgeSpec => ({ type: 'internal', name: `${word}`, to: 0 }));
      return { type: 'array', name: '(object elements)', id: 3 + 2 * entries, size: TABLE_SIZE, edges };
    });
    const code: NodeSpec = {
      type: 'code',
      name: 'code',
      id: 21,
      size: 8,
      edges: [{ type: 'internal', name: 'script', to: 4 }],
    };
    const script: NodeSpec = { type: 'code', name: 'a.js', id: 31, size: 8 };
    const owners = each.map(({ table, tells }, i): NodeSpec => {
      const shared: EdgeSpec[] = tells ? [{ type: 'internal', name: 'shared', to: 3 }] : [];
      const edges: EdgeSpec[] = [{ type: 'internal', name: 'table', to: 1 + table }, ...shared];
      return { type: 'object', name: 'Map', id: 101 + 4 * i, size: 32, edges };
    });
    const locations = each.map(({ script: number }, i) => [5 + i, number, i, 0] as const);
    return { nodes: [value, ...tables, code, script, ...owners], locations, each };
  });

test('who shares a table has its length, and functions of a script its file, whoever comes first', async () => {
  await fc.assert(
    fc.asyncProperty(sharing, async ({ nodes, locations, each }) => {
      const file = write('c.heapsnapshot', Buffer.from(heapsnapshot(nodes, { locations })));
      const { objects, names } = await snapshotBy(teams.get(4)!, file, 10);
      const told = new Set(each.filter(({ tells }) => tells).map(({ script }) => script));
      for (const [i, { table, script }] of each.entries()) {
        expect(objects.lengths[5 + i]).toBe(1 + table);
        expect(objects.lines[5 + i]).toBe(i + 1);
        expect(objects.fileIds[5 + i]).toBe(told.has(script) ? names.find('a.js') : NONE);
      }
    }),
    { numRuns: 100 },
  );
});

test('of a file that is wrong anywhere the same is said, and the same part is loaded', async () => {
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.nat(255),
    isCut: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(randomNodes(), damage, fc.boolean(), async (nodes, { at, byte, isCut }, partial) => {
      const bytes = Buffer.from(heapsnapshot(nodes));
      const place = Math.floor(at * bytes.length);
      if (!isCut) bytes[place] = byte;
      const file = write('b.heapsnapshot', isCut ? bytes.subarray(0, place + 1) : bytes);
      const together = await outcomeOf(teams.get(4)!, file, 10, partial);
      expect(together).toEqual(await outcomeOf(soloTeam, file, 10, partial));
    }),
    { numRuns: 300 },
  );
});

test('a list that ends before the section that usually follows is not read further, wherever it is cut', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => `3,${i},0`);
  const edges: EdgeSpec[] = rows.map((_, i) => ({ type: 'internal', name: `${i}`, to: 0 }));
  const text = heapsnapshot([{ type: 'object', name: 'A', id: 1, size: 8, edges }]);
  const begin = text.indexOf('"edges":[') + '"edges":['.length;
  const numbers = text.slice(begin, text.indexOf(']', begin)).split(',');
  for (const kept of [3, 18, 33]) {
    // The others are another list's, as many as the header misses.
    const lists = `${numbers.slice(0, kept)}],"more":[${numbers.slice(kept)}`;
    const file = write(
      'd.heapsnapshot',
      Buffer.from(text.slice(0, begin) + lists + text.slice(text.indexOf(']', begin))),
    );
    const alone = await outcomeOf(soloTeam, file, 0, false);
    expect(alone).toHaveProperty('message');
    for (let cut = 1; cut < 50; cut++)
      expect(await outcomeOf(teams.get(4)!, file, cut, false)).toEqual(alone);
  }
});
