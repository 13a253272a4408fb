import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import { soloTeam } from '../../../src/base/team.ts';
import { openSource } from '../../../src/formats/sources/open-source.ts';
import { readV8 } from '../../../src/formats/v8/read-v8.ts';
import { checkSnapshot } from '../../../src/model/check-snapshot.ts';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import { ThreadTeam } from '../../../src/session/team/thread-team.ts';
import { cellsOf, sessionOn } from '../../support/run-command.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { heapsnapshot, type NodeSpec, read, rooted } from './heapsnapshot.ts';

const write = temporaryFiles();
const teams = [soloTeam, new ThreadTeam(2, 1)];

async function load(bytes: Uint8Array | string, partial: boolean, team = soloTeam): Promise<HeapSnapshot> {
  const task = { ...quietTask, team };
  const source = await openSource(write('damaged.heapsnapshot', Buffer.from(bytes)), task);
  try {
    return await readV8(source, { partial, task }, { cut: 20_000 });
  } finally {
    await source.close();
  }
}

async function refusalOf(bytes: Uint8Array | string): Promise<FormatError> {
  const error: unknown = await load(bytes, false).catch((caught: unknown) => caught);
  if (!(error instanceof FormatError)) throw new Error('a FormatError was expected', { cause: error });
  return error;
}

const sessions: readonly NodeSpec[] = rooted(
  [2],
  [],
  Array.from({ length: 3000 }, (_, i) => ({
    type: 'object',
    name: i % 2 === 0 ? 'Session' : 'Page',
    id: 5 + 2 * i,
    size: 100_000 + i,
    edges: [{ type: 'property', name: 'next', to: 2 + ((i + 1) % 3000) }],
  })),
);
const whole = heapsnapshot(sessions);
const objects = sessions.length;

describe.each(teams.map((team) => [team.size, team] as const))('with threads: %i', (_, team) => {
  test('all objects before the damage are loaded, with the names behind it', async () => {
    // The type of one in the middle of what is parsed at once.
    const damaged = whole.replace(/,3,(\d+),3005,101500,/, ',99,$1,3005,101500,');
    const snapshot = await load(damaged, true, team);
    expect(snapshot.objectCount).toBe(1502);
    expect(checkSnapshot(snapshot)).toEqual([]);
    expect(snapshot.source.partial).toMatch(
      /^the file is damaged at byte [\d,]+, in its section "nodes" \(a node has a type that there is not: 99\): 1,502 of 3,002 objects, 0 of 3,002 references, \d+ strings are loaded/,
    );
    expect(cellsOf(await sessionOn(snapshot).table('hist Session'), 'count')).toEqual([[750]]);
  });

  test('of references those before the damage, and what has lost its own is still counted', async () => {
    const at = whole.indexOf(']', whole.indexOf('"edges":[')) - 10_000;
    const damaged = `${whole.slice(0, at)}x${whole.slice(at + 1)}`;
    const snapshot = await load(damaged, true, team);
    expect(snapshot.objectCount).toBe(objects);
    expect(snapshot.edgeCount).toBeGreaterThan(1500);
    expect(snapshot.edgeCount).toBeLessThan(objects);
    expect(cellsOf(await sessionOn(snapshot).table('hist Page'), 'count')).toEqual([[1500]]);
  });

  test('where counts do not fit, everything is loaded, and said to be doubtful', async () => {
    const snapshot = await load(whole.replace(',3005,101500,1,', ',3005,101500,7,'), true, team);
    expect(snapshot.objectCount).toBe(objects);
    expect(snapshot.edgeCount).toBe(3002);
    expect(checkSnapshot(snapshot)).toEqual([]);
    expect(snapshot.source.partial).toContain(
      'the nodes say that they have 3,008 edges, and 3,002 are there',
    );
    expect(snapshot.source.partial).toContain('references may be shown with other objects');
  });
});

test('a refusal tells how much is whole', async () => {
  const { message, hint } = await refusalOf(whole.replace(',3005,101500,1,', ',3005,101500,x,'));
  expect(message).toBe('a number was expected, and "x" is there');
  expect(hint).toBe('1,502 of 3,002 objects are whole: --partial loads them; or capture it again');
  const lost = await refusalOf(whole.replace(',"Page"', ''));
  expect(lost.hint).toContain('--partial loads them');
});

test('of a file that was cut before its names, or within them, the refusal and who asks for a type are told', async () => {
  const names = whole.indexOf('"strings":[');
  const without = 'objects are whole: --partial loads them, without names; or capture it again';
  expect((await refusalOf(whole.slice(0, names - 5))).hint).toContain(without);
  const text = whole.slice(0, whole.indexOf('"Page"'));
  expect((await refusalOf(text)).hint).toContain('--partial loads them, without some of their names;');
  const { run } = sessionOn(await load(text, true));
  const hint = expect.stringMatching(/^names were lost with the end of the file, .* are `"\(lost\)"`$/);
  await expect(run('count Page')).rejects.toMatchObject({
    message: expect.stringContaining('no type'),
    hint,
  });
  await expect(run('count /^Pag/')).rejects.toMatchObject({ hint });
  expect(await run('count "(lost)"')).toMatchObject({ value: 1500 });
});

test('a name that there is not is lost, and all else is loaded', async () => {
  const snapshot = await load(whole.replace(/,"[^"]*"\]\}$/, ']}'), true);
  expect(snapshot.objectCount).toBe(objects);
  expect(snapshot.source.partial).toMatch(/^the file is damaged: something is called by string \d+/);
});

describe('a bracket that is not what it was', () => {
  test('in the header: the file is not said to have ended too soon', async () => {
    const damaged = whole.replace('},"node_count"', ' ,"node_count"');
    const { message, hint } = await refusalOf(damaged);
    expect(message).toMatch(/^the snapshot is damaged or cut short: /);
    expect(message).toContain(
      'it ends as a whole snapshot does, so that most likely a bracket or quote of its section "snapshot" is not what it was',
    );
    expect(hint).toBe('no object in it can be read: copy it again, or capture it again');
  });

  test('in a section that is passed over: what was before it is loaded', async () => {
    const damaged = whole.replace('"samples":[]', '"samples":[[');
    expect((await refusalOf(damaged)).hint).toContain('3,002 objects are whole: --partial loads them');
    const snapshot = await load(damaged, true);
    expect(snapshot.edgeCount).toBe(3002);
    expect(cellsOf(await sessionOn(snapshot).table('hist Page'), 'count')).toEqual([[1500]]);
  });

  test('a file that is really cut short there is still said to be', async () => {
    const { message } = await refusalOf(whole.slice(0, whole.indexOf('"node_count"')));
    expect(message).toBe('the snapshot is cut short: a value goes on, and the file ends here');
  });
});

test('a snapshot of Node that is damaged anywhere is loaded as far as it is whole', async () => {
  const bytes = brotliDecompressSync(
    readFileSync(join(import.meta.dirname, 'devtools', 'node24.heapsnapshot.br')),
  );
  const nodes = bytes.indexOf('"nodes":[') + 50;
  const edges = bytes.indexOf('"edges":[');
  const sound = await read(bytes);
  for (let i = 1; i < 24; i++) {
    const at = nodes + Math.floor(((bytes.length - nodes - 3) * i) / 24);
    const damaged = Buffer.from(bytes);
    damaged[at] = 0;
    const snapshot = await load(damaged, true, teams[i % 2]);
    expect(checkSnapshot(snapshot)).toEqual([]);
    expect(snapshot.source.partial).toContain(`damaged at byte ${at.toLocaleString('en-US')}`);
    const expected = at > edges ? sound.objectCount : Math.floor(sound.objectCount * (at / edges) * 0.9);
    expect(snapshot.objectCount).toBeGreaterThanOrEqual(expected);
  }
});
