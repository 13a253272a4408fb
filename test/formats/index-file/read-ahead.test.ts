import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { soloTeam } from '../../../src/base/team.ts';
import { IndexReader } from '../../../src/formats/index-file/index-reader.ts';
import { openIndexed } from '../../../src/formats/open-indexed.ts';
import { openSnapshot } from '../../../src/formats/open-snapshot.ts';
import { exampleSnapshot } from '../../../src/session/example.ts';
import { ThreadTeam } from '../../../src/session/team/thread-team.ts';
import { everythingOf } from '../../support/everything-of.ts';
import { openAndSave, storeAt } from '../../support/index-store.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const write = temporaryFiles();
const file = exampleSnapshot();
const names = ['first', 'targets', 'kinds'];

/** An index of the example, and what is to be seen in it. */
async function indexed(name: string) {
  const path = write(name, Buffer.of());
  rmSync(path);
  const direct = await openSnapshot(file, { task: quietTask });
  const { store, warnings } = storeAt(path, () => direct);
  await openAndSave(file, store);
  const open = (team = soloTeam) => openIndexed(file, { store, task: { ...quietTask, team } });
  return { path, direct, warnings, open };
}

function begunTeam(): ThreadTeam {
  const team = new ThreadTeam(3, 1);
  team.begin();
  return team;
}

test('columns that other threads read ahead are the same, whether they are wanted in the end or not', async () => {
  const { open, direct, warnings } = await indexed('ahead.index');
  for (const isLeft of [false, true]) {
    const { snapshot, index } = await open(begunTeam());
    const leave = index!.readAhead(snapshot.edges, names);
    expect(leave).toBeDefined();
    // A second time makes no difference, nor does a part that is no column.
    index!.readAhead(snapshot.edges, [...names, 'source']);
    if (isLeft) leave!();
    expect(isDeepStrictEqual(everythingOf(snapshot), everythingOf(direct))).toBe(true);
  }
  expect(warnings).toEqual([]);
});

test('nobody reads ahead where no threads are there, nor what is from no index', async () => {
  const { open, direct } = await indexed('alone.index');
  const alone = await open();
  expect(alone.index!.readAhead(alone.snapshot.edges, names)).toBeUndefined();
  const waiting = await open(new ThreadTeam(3, 1));
  expect(waiting.index!.readAhead(waiting.snapshot.edges, names)).toBeUndefined();
  const begun = await open(begunTeam());
  expect(begun.index!.readAhead(direct.edges, names)).toBeUndefined();
});

test('a damaged column that was read ahead is computed anew, and told of once', async () => {
  const { path, open, direct, warnings } = await indexed('damaged-ahead.index');
  const bytes = readFileSync(path);
  const { parts } = (IndexReader.open(path) as IndexReader).directory;
  for (const { offset, count } of parts.snapshot!.columns) if (count > 1000) bytes[offset + 20]! ^= 1;
  writeFileSync(path, bytes);
  const { snapshot, index } = await open(begunTeam());
  index!.readAhead(snapshot.edges, names);
  expect(isDeepStrictEqual(everythingOf(snapshot), everythingOf(direct))).toBe(true);
  expect(warnings).toEqual([`the index ${path} is damaged: it is made anew`]);
});
