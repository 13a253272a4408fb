import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import { cellsOf, rowsOf, sessionOn } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary-files.ts';
import { read } from './heapsnapshot.ts';

/** Arrays, Maps and Sets of whose items V8 writes all, some, or none. */
const program = `
const pushed = (count, make) => { const array = []; for (let i = 0; i < count; i++) array.push(make(i)); return array; };
const object = (i) => ({ i });
const taken = pushed(1000, object);
taken.splice(0, 900);
class Arrays {
  none = [];
  named = Object.assign([], { extra: {} });
  room = new Array(5);
  small = pushed(1000, (i) => i);
  doubles = pushed(100, (i) => i + 0.5);
  shared = [1, 2, 3];
  five = [{}, {}, {}, {}, {}];
  two = [{}, {}];
  six = pushed(6, object);
  thousand = pushed(1000, object);
  mixed = [{}, 1, 2, 3, 4];
  mostlySmall = pushed(100, (i) => i === 0 ? {} : i);
  taken = taken;
}
class Tables {
  none = new Map();
  numbers = new Map(pushed(100, (i) => [i, i]));
  numberSet = new Set(pushed(100, (i) => i));
  texts = new Map(pushed(100, (i) => ['key ' + i, i]));
  fewTexts = new Map(pushed(100, (i) => [i === 50 ? 'key' : i, i]));
}
globalThis.all = [new Arrays(), new Tables()];
require('node:v8').writeHeapSnapshot(process.argv[1], { exposeNumericValues: process.argv[2] === 'numbers' });`;

const folder = temporaryFolder();

async function capture(how: string): Promise<HeapSnapshot> {
  const file = join(folder, `${how}.heapsnapshot`);
  execFileSync(process.execPath, ['-e', program, file, how]);
  return read(readFileSync(file));
}

/** @len of each field. */
async function lengthsOf(snapshot: HeapSnapshot, owner: string, fields: readonly string[]) {
  const { table } = sessionOn(snapshot);
  const lengthOf = async (field: string) => rowsOf(await table(`${owner}->${field} | select @len`))[0]?.len;
  return Object.fromEntries(await Promise.all(fields.map(async (field) => [field, await lengthOf(field)])));
}

describe('without numbers', async () => {
  const snapshot = await capture('plain');
  const { run, table } = sessionOn(snapshot);

  test('an array is as long as is known, and of unknown length where elements must be missing', async () => {
    const known = { none: 0, named: 0, five: 5, two: 2, six: 6, thousand: 1000 };
    expect(await lengthsOf(snapshot, 'Arrays', Object.keys(known))).toEqual(known);
    const unknown = ['room', 'small', 'doubles', 'shared', 'mixed', 'mostlySmall', 'taken'];
    const none = Object.fromEntries(unknown.map((field) => [field, undefined]));
    expect(await lengthsOf(snapshot, 'Arrays', unknown)).toEqual(none);
  });

  test('so are Maps and Sets, and one that may be empty may as well hold numbers', async () => {
    expect(await lengthsOf(snapshot, 'Tables', ['texts'])).toEqual({ texts: 100 });
    const unknown = ['none', 'numbers', 'numberSet', 'fewTexts'];
    const none = Object.fromEntries(unknown.map((field) => [field, undefined]));
    expect(await lengthsOf(snapshot, 'Tables', unknown)).toEqual(none);
    const [few] = rowsOf(await table('Tables->fewTexts | select @value'));
    expect(few).toEqual({ value: '{"key" → ?, …}' });
  });

  test('an unknown length is neither 0 nor more than anything, and comes last', async () => {
    expect((await table('Arrays->small[@len = 0]')).rowCount).toBe(0);
    expect((await table('Arrays->small[@len >= 0]')).rowCount).toBe(0);
    expect((await table('Arrays->small[@len is null]')).rowCount).toBe(1);
    const arrays = 'Arrays->small or Arrays->two or Arrays->five';
    const lengths = async (stage: string) =>
      cellsOf(await table(`${arrays} | ${stage} | select @len`), 'len');
    expect(await lengths('sort @len')).toEqual([[2], [5], [undefined]]);
    expect(await lengths('sort @len desc')).toEqual([[5], [2], [undefined]]);
  });

  test('that it is at least so many is said of them, and of nothing else', async () => {
    const said = [expect.stringContaining('@len is how many have left a trace, at least so many')];
    const lines = [
      'Arrays->six | select @len',
      'Arrays->six[@len > 2]',
      'at Arrays->small',
      'Map | sort @len',
    ];
    for (const line of lines) expect((await run(line)).provenance.notes).toEqual(said);
    const others = ['Arrays | select @len', '"(string)"[@len > 5]', 'at Arrays', 'Arrays->six'];
    for (const line of others) expect((await run(line)).provenance.notes).toEqual([]);
  });

  test('at shows no length that is not known', async () => {
    const shown = await run('at Arrays->small');
    expect(shown.kind === 'object' && shown.facts.map(({ name }) => name)).not.toContain('len');
  });
});

describe.each(['plain', 'numbers'])('waste (%s)', async (how) => {
  const { table } = sessionOn(await capture(how));

  test('tells of no array that may be full, and of none that is kept for its properties', async () => {
    const answer = await table('Arrays->* or Tables->* | waste');
    expect(cellsOf(answer, 'count', 'size', 'wasted', 'state', 'type', 'owner')).toEqual([
      [1, 32, 32, 'empty', 'Array', 'Arrays.none'],
    ]);
    expect(answer.provenance.bound).toMatch(/only arrays without elements and without room for any/);
  });

  test('of the whole heap finds nothing else either', async () => {
    const answer = await table('waste');
    expect(new Set(cellsOf(answer, 'state').flat())).toEqual(new Set(['empty']));
    const owners = cellsOf(answer, 'owner').flat();
    expect(owners).toContain('Arrays.none');
    expect(owners.filter((owner) => /^(Arrays|Tables)\./.test(String(owner)))).toEqual(['Arrays.none']);
  });
});

test('where V8 was asked for numbers, an array of which some are objects has all its elements', async () => {
  const snapshot = await capture('numbers');
  const known = { mixed: 5, mostlySmall: 100, six: 6, small: undefined, doubles: undefined };
  expect(await lengthsOf(snapshot, 'Arrays', Object.keys(known))).toEqual(known);
});

test('of a file that was cut before its references, no array is said to be empty', async () => {
  const file = join(folder, 'plain.heapsnapshot');
  await capture('plain');
  const bytes = readFileSync(file);
  const cut = bytes.subarray(0, bytes.indexOf('"edges":[') + 20);
  const { table } = sessionOn(await read(cut, { partial: true }));
  expect((await table('waste')).rowCount).toBe(0);
});
