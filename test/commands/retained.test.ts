import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freedBy } from '../support/dominance.ts';
import { graphSnapshot, randomGraph } from '../support/random-graph.ts';
import { cellsOf, handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';
import { dominatorHeap } from './dominator-heap.ts';

const { snapshot, id } = dominatorHeap();
const { run, table } = sessionOn(snapshot);

describe('retained', () => {
  test('what one object frees, by type, the biggest first, with the totals', async () => {
    const answer = await table('retained app.Node[@size = 20]');
    expect(cellsOf(answer, 'type', 'count', 'size')).toEqual([
      ['app.Own', 2, 550],
      ['app.Node', 1, 20],
    ]);
    expect(answer.totals).toEqual({ objects: 3, bytes: 570 });
    expect(handlesOf(answer)).toEqual([[id('own'), id('ownMore')], [id('left')]]);
  });

  test('a set frees what its members hold between them', async () => {
    const answer = await table('retained app.Node');
    expect(answer.totals).toEqual({ objects: 6, bytes: 1607 });
    expect((await table('app.Node | domisize')).totals).toEqual(answer.totals);
    expect(answer.provenance.notes).toEqual([]);
  });

  test('nothing is freed by what is unreachable, and that is said', async () => {
    const answer = await table('retained app.Lost');
    expect([answer.rowCount, answer.totals]).toEqual([0, { objects: 0, bytes: 0 }]);
    expect(answer.provenance.notes).toEqual(['no root leads to 1 of 1 objects']);
    expect((await table('retained all')).totals).toEqual({ objects: 9, bytes: 5000 });
  });

  test('answers the same before dominators are known and after', async () => {
    const fresh = sessionOn(snapshot);
    const before = await fresh.table('retained app.Own[@size = 500]');
    await fresh.run('dom');
    const after = await fresh.table('retained app.Own[@size = 500]');
    expect([rowsOf(after), handlesOf(after), after.totals]).toEqual([
      rowsOf(before),
      handlesOf(before),
      before.totals,
    ]);
  });

  test('of types in random heaps, what nothing reaches without them', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph(), async (spec) => {
        const random = sessionOn(graphSnapshot(spec));
        const { graph } = random.session.current!;
        const rooted = { graph, named: Uint32Array.from(spec.roots), hidden: new Uint32Array() };
        for (const type of new Set(spec.types)) {
          const members = [...spec.types.keys()].filter((object) => spec.types[object] === type);
          const freed = freedBy(rooted, members);
          const answer = await random.table(`retained t${type}`);
          expect(answer.totals).toEqual({
            objects: freed.length,
            bytes: freed.reduce((sum, object) => sum + spec.sizes[object]!, 0),
          });
          expect(
            handlesOf(answer)
              .flat()
              .sort((a, b) => a - b),
          ).toEqual(freed);
        }
      }),
    );
  });
});

describe('idom', () => {
  test('a row an object: its dominator and what it retains', async () => {
    expect(
      cellsOf(
        await table('idom app.Shared or app.Watched or app.Own | sort @index'),
        'object',
        'dominator',
        'retained',
      ),
    ).toEqual([
      [id('own'), id('left'), 550],
      [id('ownMore'), id('own'), 50],
      [id('shared'), id('app'), 1000],
      [id('watched'), id('right'), 7],
    ]);
  });

  test('none where no one object holds it; nothing retained by what is unreachable', async () => {
    const answer = await table('idom app.Both or app.Lost or module | sort @index');
    const none = 0xffffffff;
    expect(cellsOf(answer, 'object', 'dominator', 'retained')).toEqual([
      [id('app'), none, 1617],
      [id('both'), none, 3000],
      [id('lost'), none, undefined],
    ]);
    expect(answer.provenance.notes).toEqual(['no root leads to 1 of 3 objects']);
    expect(handlesOf(answer)).toEqual([[id('app')], [id('both')], [id('lost')]]);
  });
});

test('dominated: what some member alone keeps alive, without the member', async () => {
  expect(
    handlesOf(await table('dominated app.Node'))
      .flat()
      .sort(),
  ).toEqual([id('own'), id('ownMore'), id('watched')].sort());
  // One member below another is dominated by it.
  expect(handlesOf(await table('dominated app.Own')).flat()).toEqual([id('ownMore')]);
  expect((await run('dominated app.Lost')).provenance.notes).toHaveLength(1);
});

describe('facts', () => {
  test.each([
    ['all[@retained > 500] | count', 5],
    ['all[@retained is None] | count', 1],
    ['all[@dominator is None] | count', 4],
    ['all[@distance = @depth] | count', 9],
  ])('%s', async (line, expected) => expect(await run(line)).toMatchObject({ value: expected }));

  test('sort, select, group and hist take them', async () => {
    const sorted = await table(
      'all | where @retained is not None | sort @retained desc | select @retained, @dominator | head 4',
    );
    expect(cellsOf(sorted, 'retained', 'dominator')).toEqual([
      [3000, undefined],
      [1617, undefined],
      [1000, id('app')],
      [570, id('app')],
    ]);
    const grouped = await table('all | group @dominator count sum(@retained) | sort count desc | head 2');
    expect(cellsOf(grouped, 'dominator', 'count', 'sum_retained')).toEqual([
      [undefined, 4, 5000],
      [id('app'), 3, 1607],
    ]);
    expect(handlesOf(await table('hist by @retained | head 1'))).toEqual([[id('both')]]);
    expect(cellsOf(await table('hist all[@retained < 4k] by @dominator | head 2'), 'count')).toEqual([
      [3],
      [3],
    ]);
  });

  test('at tells what the object retains, and its dominator', async () => {
    const facts = async (set: string) => {
      const result = await run(`at ${set}`);
      if (result.kind !== 'object') throw new Error(result.kind);
      return result.facts
        .filter(({ name }) => ['retained', 'dominator'].includes(name))
        .map(({ value }) => value);
    };
    expect(await facts('app.Shared')).toEqual([1000, id('app')]);
    expect(await facts('app.Both')).toEqual([3000]);
    expect(await facts('app.Lost')).toEqual([]);
  });
});
