import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sparkline } from '../../src/commands/comparison/sparkline.ts';
import { newSession } from '../../src/session/new-session.ts';
import { unwatchedTask } from '../../src/session/watched-task.ts';
import { findPythons, run as runPython } from '../capture/pythons.ts';
import { heap } from '../support/heap.ts';
import { labels, many } from '../support/planted.ts';
import { cellsOf, handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';

/** A program with so many sessions in a list, captured at some minute. */
function at(minute: number | undefined, sessions: number, number = 1) {
  const captured = minute === undefined ? undefined : `2026-01-01T10:${String(minute).padStart(2, '0')}:00Z`;
  return heap({
    objects: {
      app: { type: 'module', name: 'app', size: 10, attributes: { live: 'live' } },
      live: { type: 'list', size: 8, elements: labels('session', sessions) },
      ...many('session', sessions, () => ({ type: 'app.Session', size: 100 })),
    },
    roots: { module: ['app'] },
    capture: { captured, series: { id: 'x', number } },
  }).snapshot;
}

/** Opened in another order than they were captured. */
async function opened(...snapshots: (readonly [name: string, snapshot: ReturnType<typeof at>])[]) {
  const [[, first], ...others] = [snapshots[0]!, ...snapshots.slice(1)];
  const files = Object.fromEntries(snapshots.map(([name, snapshot]) => [`${name}.heapsh`, snapshot]));
  const session = sessionOn(first, files);
  for (const [name] of [snapshots[0]!, ...others]) await session.run(`open ${name}.heapsh`);
  await session.run('close test');
  return session;
}

describe('growth', () => {
  test('of all open snapshots as they were captured: counts, bytes, slope, how well it fits', async () => {
    const { table } = await opened(['late', at(4, 9)], ['early', at(0, 1)], ['middle', at(1, 3)]);
    const answer = await table('growth');
    expect(rowsOf(answer)[0]).toEqual({
      type: 'app.Session',
      trend: '▁▃█',
      count_first: 1,
      count_last: 9,
      size_first: 100,
      size_last: 900,
      size_delta: 800,
      slope: expect.closeTo(200),
      r2: expect.closeTo(1),
      grew: 2,
      always: true,
      count_in_early: 1,
      size_in_early: 100,
      count_in_middle: 3,
      size_in_middle: 300,
      count_in_late: 9,
      size_in_late: 900,
    });
    expect(cellsOf(answer, 'type', 'trend', 'size_delta', 'r2', 'always').slice(1)).toEqual([
      ['module', '▁▁▁', 0, undefined, false],
      ['list', '▁▁▁', 0, undefined, false],
    ]);
    expect(handlesOf(answer)[0]).toHaveLength(9);
    expect(answer.heap!.name).toBe('late');
    expect(answer.provenance.notes).toEqual([
      'early, middle, late: slope is bytes a minute',
      '1 of 3 grew at each of 2 steps: where always',
    ]);
  });

  test('of those that are named, in that order, by another key', async () => {
    const { table } = await opened(['a', at(0, 1)], ['b', at(1, 3)], ['c', at(2, 2)]);
    expect(cellsOf(await table('growth a c b by module'), 'type', 'trend', 'always')).toEqual([
      ['app', '▁▅█', true],
      ['builtins', '▁▁▁', false],
    ]);
    expect(cellsOf(await table('growth by path | where always'), 'type')).toEqual([]);
    expect(cellsOf(await table('growth a b by path | where always'), 'type', 'size_delta')).toEqual([
      ['module app > list > app.Session', 200],
    ]);
    // What shrinks comes last, and time that runs back is not counted in minutes.
    const back = await table('growth b c');
    expect(cellsOf(back, 'type', 'size_delta', 'slope').at(-1)).toEqual(['app.Session', -100, -100]);
    expect((await table('growth c b')).provenance.notes[0]).toBe('c, b: slope is bytes a snapshot');
  });

  test('without times, by the number in the series', async () => {
    const { table } = await opened(['x', at(undefined, 5, 2)], ['y', at(undefined, 1, 1)]);
    const answer = await table('growth');
    expect(cellsOf(answer, 'size_delta', 'slope')[0]).toEqual([400, 400]);
    expect(answer.series!.points).toEqual([
      { label: '1', minutes: undefined },
      { label: '2', minutes: undefined },
    ]);
  });

  test('stages keep what each row was over time, for a chart', async () => {
    const { table } = await opened(['late', at(4, 9, 3)], ['early', at(0, 1)], ['middle', at(1, 3, 2)]);
    const sessions = { name: 'app.Session', counts: [1, 3, 9], bytes: [100, 300, 900] };
    const { series } = await table('growth');
    expect(series!.points).toEqual([
      { label: '1', minutes: 0 },
      { label: '2', minutes: 1 },
      { label: '3', minutes: 4 },
    ]);
    expect(series!.of(0)).toEqual(sessions);
    const last = await table('growth | sort size_last | select type | tail 1');
    expect(last.series!.of(0)).toEqual(sessions);
    expect((await table('growth | where always')).series!.of(0)).toEqual(sessions);
    expect((await table('hist')).series).toBeUndefined();
  });

  test('of a long series the ends are named', async () => {
    const minutes = Array.from({ length: 9 }, (_, i) => i);
    const [first, ...others] = minutes.map((i) => [`s${i}`, at(i, i + 1)] as const);
    const { table } = await opened(first!, ...others);
    expect((await table('growth')).provenance.notes[0]).toBe(
      's0, s1 … s8, 9 snapshots: slope is bytes a minute',
    );
  });

  test('one snapshot is refused, as by diff, with what to do', async () => {
    const { run } = await opened(['only', at(0, 2)]);
    await expect(run('growth')).rejects.toMatchObject({
      message: 'nothing can grow in one snapshot: growth is about two or more',
      hint: 'open others of the same process with: open FILE',
    });
    await run('open only.heapsh as second');
    await expect(run('growth second')).rejects.toMatchObject({ hint: 'open are: only, second' });
  });

  test.each([
    ['growth a x', /no open snapshot is called x/],
    ['growth a b by typ', /no key `typ`/],
    ['growth a by type b', /one key behind `by`/],
    ['growth by colour', /expected `type`/],
  ])('%s', async (line, message) => {
    const { run } = await opened(['a', at(0, 1)], ['b', at(1, 3)]);
    await expect(run(line)).rejects.toThrow(message);
  });
});

describe('a sparkline', () => {
  test.each([
    [[1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
    [[5, 5], '▁▁'],
    [[], ''],
    [[8, 1], '█▁'],
  ])('of %j', (values, expected) => expect(sparkline(values)).toBe(expected));

  test('of a thousand values is forty wide, from the first to the last', () => {
    const line = sparkline(Array.from({ length: 1000 }, (_, i) => i));
    expect([...line]).toHaveLength(40);
    expect(line).toMatch(/^▁.*█$/);
  });
});

const python = findPythons()[0];

const program = `
import os, time
class Session:
    def __init__(self, n):
        self.data = [n, n + 1000]
class Registry:
    live = []
once = [Session(n) for n in range(100)]
until = time.time() + 40
while time.time() < until and not os.path.exists("x.002.heapsh"):
    Registry.live += [Session(n) for n in range(200)]
    time.sleep(0.01)
# More than at a dump that was written while it slept.
Registry.live += [Session(n) for n in range(200)]
`;

describe.runIf(python !== undefined)('a series that the agent wrote', () => {
  test('opens as one; what grew, where it hangs, and who was there before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heapsh-growth-'));
    try {
      writeFileSync(join(folder, 'app.py'), program);
      const agent = join(import.meta.dirname, '../../src/capture/python/heapsh_agent.py');
      const args = [agent, '-o', join(folder, 'x.heapsh'), '--every', '0.3', '--at-end', '-q', 'app.py'];
      expect(await runPython(python!.command, args, folder)).toMatchObject({ status: 0, stderr: '' });
      const files = readdirSync(folder)
        .filter((file) => file.endsWith('.heapsh'))
        .sort();
      expect(files.length).toBeGreaterThan(2);
      expect(files[0]).toBe('x.001.heapsh');
      const session = newSession();
      for (const file of files) {
        await session.open(join(folder, file), undefined, { partial: false }, unwatchedTask);
      }
      const table = async (line: string) => {
        const { result } = await session.execute(line, unwatchedTask);
        if (result.kind !== 'table') throw new Error(result.kind);
        return result;
      };
      const grown = rowsOf(await table('growth | where always'));
      expect(grown.map(({ type }) => type)).toContain('__main__.Session');
      const paths = cellsOf(await table('growth by path | where always'), 'type').flat();
      expect(paths).toContain('module __main__ > dict > type > dict > list > __main__.Session');
      const [sessions] = rowsOf(await table('diff x_001 | where type = "__main__.Session"'));
      expect(sessions).toMatchObject({ removed: 0, kept: sessions!.count_before });
      expect(sessions!.added).toBe(Number(sessions!.count_after) - Number(sessions!.count_before));
      const [leak] = cellsOf(await table('leaks'), 'finding');
      expect(leak![0]).toMatch(/^class __main__\.Registry\.live holds [\d,]+ Session/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 30_000);
});
