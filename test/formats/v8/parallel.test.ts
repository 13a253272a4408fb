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
import { countCommas } from '../../../src/formats/v8/parallel/count-commas.ts';
import { readV8 } from '../../../src/formats/v8/read-v8.ts';
import { ThreadTeam } from '../../../src/session/team/thread-team.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { WatchedTeam } from '../../support/watched-team.ts';
import { heapsnapshot } from './heapsnapshot.ts';
import { layout, randomNodes } from './random-nodes.ts';

const write = temporaryFiles();

async function readBy(team: Team, file: string, cut: number, partial = false) {
  const task = { ...quietTask, team };
  const source = await openSource(file, task);
  try {
    const { plain, columns } = pack(await readV8(source, { partial, task }, { cut }));
    return {
      plain,
      columns: columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)),
    };
  } finally {
    await source.close();
  }
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
    for (const [i, column] of together.columns.entries()) expect(column.equals(alone.columns[i]!)).toBe(true);
    expect(team.failures).toEqual([]);
    expect([...team.shared].sort()).toEqual([
      'v8-count-commas',
      'v8-mark-foreign',
      'v8-parse-rows',
      'v8-survey-nodes',
      'v8-weak-map-names',
      'v8-weak-map-values',
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

test('commas are counted wherever they are', () => {
  const bytes = fc
    .uint8Array({ maxLength: 3000 })
    .map((values) => values.map((value) => (value < 120 ? 0x2c : value)));
  fc.assert(
    fc.property(bytes, fc.nat(3), (values, short) => {
      const end = Math.max(0, values.length - short);
      expect(countCommas(new Uint8Array(values), end)).toBe(
        values.subarray(0, end).filter((value) => value === 0x2c).length,
      );
    }),
  );
});
