import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { read } from '../formats/v8/heapsnapshot.ts';
import { rowsOf, sessionOn } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

/** One process, before and after each of two steps. */
const program = `
globalThis.kept = [];
const { writeHeapSnapshot } = require('node:v8');
for (const name of ['early', 'middle', 'late']) {
  for (let n = 0; n < 2000; n++) globalThis.kept.push([n + 0.5]);
  writeHeapSnapshot(process.argv[1] + '/' + name);
}`;

const snapshots = new Map<string, HeapSnapshot>();

beforeAll(async () => {
  const folder = temporaryFolder();
  execFileSync(process.execPath, ['-e', program, folder]);
  for (const name of ['early', 'middle', 'late'])
    snapshots.set(name, await read(readFileSync(join(folder, name))));
});

async function opened(...names: string[]) {
  const session = sessionOn(snapshots.get(names[0]!)!, Object.fromEntries(snapshots));
  for (const name of names) await session.run(`open ${name}`);
  await session.run('close test');
  return session;
}

test('a note tells when heap ids say that snapshots were captured in another order', async () => {
  const { table } = await opened('late', 'early', 'middle');
  const note = expect.stringMatching(/heap ids tell .* another order: growth early middle late by kind$/);
  expect((await table('growth by kind')).provenance.notes).toContainEqual(note);
  for (const line of ['growth early middle late by kind', 'growth early late'])
    expect((await table(line)).provenance.notes.join()).not.toContain('heap ids');
});

test('what grows in objects at every step grows always, though its bytes count with what it is part of', async () => {
  const { table } = await opened('early', 'middle', 'late');
  const always = rowsOf(await table('growth | where always'));
  const types = always.map(({ type }) => type);
  expect(types).toContain('Array');
  const elements = rowsOf(await table('growth')).find(({ type }) => type === '(array)');
  expect(Number(elements?.count_last) - Number(elements?.count_first)).toBeGreaterThan(3000);
  expect([elements?.grew, elements?.always]).toEqual([2, true]);
});
