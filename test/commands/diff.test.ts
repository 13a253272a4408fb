import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchByHeapId } from '../../src/analysis/match-objects.ts';
import { quietTask } from '../../src/base/task.ts';
import { screenViewOf } from '../../src/output/screen/index.ts';
import { plainStyle } from '../../src/output/style.ts';
import { tableLines } from '../../src/output/text/table.ts';
import { type HeapSpec, heap, type ObjectSpec } from '../support/heap.ts';
import { cellsOf, handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';

/** A session with the earlier snapshot as `before` and the later as `after`, which is current. */
async function opened(before: HeapSpec, after: HeapSpec) {
  const files = { 'before.heapsh': heap(before).snapshot, 'after.heapsh': heap(after).snapshot };
  const session = sessionOn(heap({ objects: {} }).snapshot, files);
  await session.run('open before.heapsh');
  await session.run('open after.heapsh');
  return session;
}

const types = ['list', 'str', 'app.Node'];
const objects = fc.uniqueArray(
  fc.record({
    address: fc.nat({ max: 12 }).map((n) => 0x7f00_0000_0000n + 16n * BigInt(n)),
    type: fc.constantFrom(...types),
    size: fc.constantFrom(16, 32, 4096),
  }),
  { maxLength: 10, selector: ({ address }) => address },
);

function specOf(all: readonly ObjectSpec[]): HeapSpec {
  return { objects: Object.fromEntries(all.map((each, i) => [`o${i}`, each])) };
}

describe('diff', () => {
  test('counts, bytes and who was kept, as by hand', async () => {
    await fc.assert(
      fc.asyncProperty(objects, objects, async (before, after) => {
        const answer = await (await opened(specOf(before), specOf(after))).table('diff before after');
        const isSame = (a: ObjectSpec, b: ObjectSpec) =>
          a.address === b.address && a.type === b.type && (a.type === 'list' || a.size === b.size);
        const of = (all: readonly ObjectSpec[], type: string) => all.filter((each) => each.type === type);
        const bytes = (all: readonly ObjectSpec[]) => all.reduce((sum, { size = 0 }) => sum + size, 0);
        const expected = types
          .filter((type) => of(before, type).length + of(after, type).length > 0)
          .map((type) => {
            const [was, is] = [of(before, type), of(after, type)];
            const kept = is.filter((each) => was.some((other) => isSame(other, each))).length;
            return {
              type,
              count_before: was.length,
              count_after: is.length,
              count_delta: is.length - was.length,
              size_before: bytes(was),
              size_after: bytes(is),
              size_delta: bytes(is) - bytes(was),
              added: is.length - kept,
              removed: was.length - kept,
              kept,
            };
          })
          .sort(
            (a, b) =>
              Math.abs(b.size_delta) - Math.abs(a.size_delta) ||
              Math.abs(b.count_delta) - Math.abs(a.count_delta) ||
              b.size_after - a.size_after ||
              (a.type < b.type ? -1 : 1),
          );
        expect(rowsOf(answer)).toEqual(expected);
        expected.forEach(({ type }, row) => {
          const indexes = after.flatMap((each, i) => (each.type === type ? [i] : []));
          expect([...answer.objectsOf(row)]).toEqual(indexes);
        });
      }),
    );
  });

  const before: HeapSpec = {
    objects: {
      app: { type: 'module', name: 'app', attributes: { cache: 'cache' } },
      cache: { type: 'list', size: 80, elements: ['one'] },
      one: { type: 'app.Job', size: 100 },
      lost: { type: 'app.Job', size: 100 },
    },
    roots: { module: ['app'] },
  };
  const after: HeapSpec = {
    objects: {
      app: { type: 'module', name: 'app', attributes: { cache: 'cache' } },
      cache: { type: 'list', size: 120, elements: ['one', 'two'] },
      one: { type: 'app.Job', size: 100, attributes: { next: 'three' } },
      two: { type: 'app.Job', size: 100 },
      three: { type: 'app.Job', size: 100 },
    },
    roots: { module: ['app'] },
  };

  test('one argument is compared with the current snapshot; sets and other keys', async () => {
    const { table } = await opened(before, after);
    expect(rowsOf(await table('diff before'))).toEqual(rowsOf(await table('diff before after')));
    expect(cellsOf(await table('diff before:list after:list'), 'type', 'size_delta')).toEqual([['list', 40]]);
    expect(cellsOf(await table('diff before by module'), 'type', 'count_delta')).toEqual([
      ['app', 1],
      ['builtins', 0],
    ]);
    expect(cellsOf(await table('diff before by kind | head 1'), 'type')).toEqual([['instance']]);
    expect(cellsOf(await table('diff before by clodo'), 'type')).toHaveLength(3);
  });

  test('by path: what hangs below what, chains of one type together, garbage apart', async () => {
    const answer = await (await opened(before, after)).table('diff before by path');
    expect(cellsOf(answer, 'type', 'count_before', 'count_after')).toEqual([
      ['module app > list > app.Job', 1, 3],
      ['(unreachable)', 1, 0],
      ['module app > list', 1, 1],
      ['module app', 1, 1],
    ]);
    expect(handlesOf(answer)).toEqual([[2, 3, 4], [], [1], [0]]);
  });

  test.each([
    [{}, /^kept objects are likely the same/],
    [{ identity: 'stable' as const }, /^kept objects are likely the same/],
    [{ identity: 'none' as const }, /^objects are not matched: this runtime moves them/],
    [{ processId: 2 }, /^objects are not matched: these are snapshots of two processes/],
  ])('says how it matched: %j', async (capture, note) => {
    const answer = await (await opened({ ...before, capture }, after)).table('diff before');
    expect(answer.provenance.notes).toEqual([expect.stringMatching(note)]);
    const isMatched = !String(note).includes('not matched');
    expect(cellsOf(answer, 'kept').every(([kept]) => (kept !== undefined) === isMatched)).toBe(true);
  });

  test('two sets of one snapshot', async () => {
    const { table } = await opened(before, after);
    const answer = await table('diff app.Job[@index < 3] app.Job');
    expect(cellsOf(answer, 'added', 'removed', 'kept')).toEqual([[2, 0, 1]]);
    expect(answer.provenance.notes[0]).toMatch(/of one snapshot/);
  });
});

test('heap ids match exactly, also beyond 32 bits', () => {
  const columns = (...heapIds: number[]) => ({
    addresses: new BigUint64Array(heapIds.length),
    heapIds: Float64Array.from(heapIds),
  });
  const ids = [1, 3, 2 ** 32 + 1, 2 ** 40, 7];
  expect([...matchByHeapId(columns(...ids), columns(2 ** 40, 1, 9, 2 ** 32 + 1), quietTask)]).toEqual([
    1, 0xffffffff, 3, 0, 0xffffffff,
  ]);
});

describe('which snapshots diff compares', () => {
  const one = specOf([{ type: 'list', size: 16 }]);
  const two = specOf([
    { type: 'list', size: 16 },
    { type: 'str', size: 32 },
  ]);

  async function openedTwo() {
    const files = { 'was.heapsh': heap(one).snapshot, 'is-now.heapsh': heap(two).snapshot };
    const session = sessionOn(heap({ objects: {} }).snapshot, files);
    await session.run('open was.heapsh');
    await session.run('open is-now.heapsh');
    return session;
  }

  test.each([
    ['diff', 1, 2],
    ['diff was', 1, 2],
    ['diff is_now', 2, 1],
    ['diff was is_now', 1, 2],
    ['diff "is_now" "was"', 2, 1],
  ])('%s', async (line, before, after) => {
    const { table } = await openedTwo();
    expect((await table(line)).totals).toEqual({
      objects_before: before,
      bytes_before: before === 1 ? 16 : 48,
      objects_after: after,
      bytes_after: after === 1 ? 16 : 48,
      bytes_delta: after === 1 ? -32 : 32,
    });
  });

  test.each([
    ['diff was is-now', '`is-now` is no name', 'the snapshot of a file is-now.… is called is_now'],
    [
      'diff was is-now.heapsnapshot',
      '`is-now.heapsnapshot` is no name',
      'is-now.heapsnapshot is called is_now',
    ],
    [
      'diff nothere',
      '`nothere` is neither an open snapshot nor a set',
      'open snapshots are: test, was, is_now',
    ],
    ['diff 123 test', 'begins with a letter or `_`, found `123`', 'a file 123.… is called _123'],
    ['diff test 2024-01.heapsh', 'found `2024-01.heapsh`', '2024-01.heapsh is called _2024_01'],
    ['diff wsa', '`wsa` is neither', 'did you mean `was`?'],
  ])('%s is told what there is', async (line, message, hint) => {
    const { run } = await openedTwo();
    await expect(run(line)).rejects.toMatchObject({
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  test('alone it needs another one', async () => {
    const { run } = sessionOn(heap(one).snapshot);
    for (const line of ['diff', 'diff test'])
      await expect(run(line)).rejects.toThrow('there is no other snapshot to compare with');
  });
});

test('what tells paths apart is their end: it is seen on a narrow screen, and numbers stay whole', async () => {
  const far = (types: readonly string[]): HeapSpec => ({
    objects: {
      app: { type: 'module', name: 'application_of_a_long_name', attributes: { first: 'a' } },
      a: { type: 'app.some_module.RegistryOfThings', size: 100_000, attributes: { items: 'b' } },
      b: { type: 'list', elements: types.map((type) => `last ${type}`) },
      ...Object.fromEntries(types.map((type) => [`last ${type}`, { type, size: 70_000 }])),
    },
    roots: { module: ['app'] },
  });
  const { table } = await opened(far(['app.Session']), far(['app.Session', 'app.Connection']));
  const view = { width: 80, limit: 100, style: plainStyle, moreHint: '', remarks: [] };
  for (const line of ['diff before by path', 'growth before after by path']) {
    const lines = [...tableLines(await table(line), view)];
    expect(lines.filter((text) => text.includes('> app.Connection'))).toEqual([
      expect.stringMatching(/….* > list > app\.Connection .*68\.4 KiB/),
    ]);
    expect(lines.filter((text) => text.includes('> app.Session'))).toHaveLength(1);
    for (const text of lines.slice(1)) expect(text.length).toBeLessThanOrEqual(80);
  }
  const chosen = [
    ...tableLines(await table('diff before by path | select type, size_delta, size_after, added'), view),
  ];
  expect(chosen).toContainEqual(expect.stringContaining('> list > app.Connection'));
  const screen = screenViewOf(await table('diff before by path')).outline().columns;
  expect(screen.find(({ name }) => name === 'type')).toMatchObject({ cutsStart: true });
  expect(screen.filter(({ spare }) => spare !== undefined).length).toBeGreaterThan(3);
});
