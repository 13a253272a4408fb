import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dominators } from '../../../src/analysis/dominators.ts';
import { referrers } from '../../../src/analysis/referrers.ts';
import { quietTask } from '../../../src/base/task.ts';
import { pack } from '../../../src/formats/index-file/pack.ts';
import { openSnapshot } from '../../../src/formats/open-snapshot.ts';
import { openSource } from '../../../src/formats/sources/open-source.ts';
import { readV8 } from '../../../src/formats/v8/read-v8.ts';
import type { Numbering } from '../../../src/model/depth-first-search.ts';
import { WEAK } from '../../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import { dominatorTreeOf, numberingOf } from '../../../src/query/dominance.ts';
import { Heap } from '../../../src/query/heap.ts';
import { seedsOf } from '../../../src/query/reachability.ts';
import { runtimeOf } from '../../../src/query/runtimes/index.ts';
import { ThreadTeam } from '../../../src/session/team/thread-team.ts';
import { dominatorsOf } from '../../support/dominance.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { heapsnapshot } from './heapsnapshot.ts';
import { randomNodes } from './random-nodes.ts';

const write = temporaryFiles();

async function numbered(file: string): Promise<{ snapshot: HeapSnapshot; numbering: Numbering }> {
  const numberings: Numbering[] = [];
  const onNumbered = (numbering: Numbering) => numberings.push(numbering);
  const snapshot = await openSnapshot(file, { task: quietTask, onNumbered });
  expect(numberings).toHaveLength(1);
  return { snapshot, numbering: numberings[0]! };
}

/** Whoever is left behind has nothing more to find: that is what depth first means. */
function checkNumbering({ objectCount, edges, roots }: HeapSnapshot, numbering: Numbering): void {
  const { numbers, objects, parents, reachedCount } = numbering;
  expect(reachedCount).toBe(objectCount);
  const open: number[] = [];
  for (let number = 1; number <= reachedCount; number++) {
    const object = objects[number]!;
    expect(numbers[object]).toBe(number);
    const parent = parents[number]!;
    while (open.length > 0 && open.at(-1) !== parent) {
      const left = objects[open.pop()!]!;
      for (let e = edges.first[left]!; e < edges.first[left + 1]!; e++)
        if ((edges.kinds[e]! & WEAK) === 0) expect(numbers[edges.targets[e]!]).toBeLessThan(number);
    }
    expect(open.at(-1) ?? 0).toBe(parent);
    if (parent === 0) expect(roots.objects).toContain(object);
    open.push(number);
  }
}

test('reading hands on a depth-first numbering of all nodes, by which dominators are found', async () => {
  await fc.assert(
    fc.asyncProperty(randomNodes(), async (nodes) => {
      const { snapshot, numbering } = await numbered(
        write('a.heapsnapshot', Buffer.from(heapsnapshot(nodes))),
      );
      checkNumbering(snapshot, numbering);
      const { objectCount, edges, roots } = snapshot;
      const graph = { objectCount, ...edges, absent: undefined };
      const seeds = seedsOf(roots);
      const found = dominators(numbering, seeds, () => referrers(graph, quietTask), quietTask);
      expect(found.idoms).toEqual(dominatorsOf({ graph, ...seeds }).idoms);
    }),
    { numRuns: 200 },
  );
});

const task = { ...quietTask, team: new ThreadTeam(4, 1) };

test('dominators lie in room that reading has left, and nothing of the snapshot did', async () => {
  await fc.assert(
    fc.asyncProperty(randomNodes(), async (nodes) => {
      const locations = nodes.map((_, node) => [node, node % 3, node, 0] as const);
      const source = await openSource(
        write('b.heapsnapshot', Buffer.from(heapsnapshot(nodes, { locations }))),
        task,
      );
      let numbering: Numbering | undefined;
      const onNumbered = (made: Numbering) => {
        numbering = made;
      };
      const snapshot = await readV8(source, { partial: false, task, onNumbered }, { cut: 3 });
      await source.close();
      const read = pack(snapshot).columns.map((column) => column.slice());
      const [heap, other] = [heapOf(snapshot), heapOf(snapshot)];
      heap.keep(numberingOf, numbering!);
      const tree = heap.derived(dominatorTreeOf, task);
      expect(pack(snapshot).columns).toEqual(read);
      const { idoms, counts, sizes } = other.derived(dominatorTreeOf, quietTask);
      expect(tree).toMatchObject({ idoms, counts, sizes });
    }),
    { numRuns: 200 },
  );
});

function heapOf(snapshot: HeapSnapshot): Heap {
  return new Heap('test', snapshot, runtimeOf('v8'));
}
