import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { DirectEdges } from '../../src/commands/dominator-view/direct-edges.ts';
import { NONE, WEAK } from '../../src/model/kinds.ts';
import { Heap } from '../../src/query/heap.ts';
import { edgeReferrersOf, referrerEdgesOf } from '../../src/query/reachability.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import { heap } from '../support/heap.ts';
import { randomHeap } from '../support/random-heap.ts';

test('the first edge between two objects that retains is the same however often one asks', () => {
  let fromReferrers = 0;
  fc.assert(
    fc.property(randomHeap, (spec) => {
      const { snapshot } = heap(spec);
      const asked = new Heap('test', snapshot, runtimeOf('cpython'));
      const edges = new DirectEdges(asked, quietTask);
      const { first, targets, kinds } = snapshot.edges;
      for (let round = 0; round < 3; round++) {
        for (let source = 0; source < snapshot.objectCount; source++) {
          for (let target = 0; target < snapshot.objectCount; target++) {
            const own = Array.from(
              { length: first[source + 1]! - first[source]! },
              (_, i) => first[source]! + i,
            );
            const expected = own.find((edge) => targets[edge] === target && (kinds[edge]! & WEAK) === 0);
            expect(edges.find(source, target)).toBe(expected ?? NONE);
          }
        }
      }
      if (asked.known(edgeReferrersOf) !== undefined) fromReferrers++;
    }),
  );
  expect(fromReferrers).toBeGreaterThan(10);
});

test('of an object with many edges they are looked for among referrers that are known', () => {
  const elements = Array.from({ length: 200 }, (_, i) => `x${i % 50}`);
  const { snapshot, id } = heap({
    objects: {
      list: { type: 'list', elements, weak: { owner: 'weak' } },
      ...Object.fromEntries(elements.map((name) => [name, { type: 'app.X', attributes: { list: 'list' } }])),
      weak: { type: 'app.X' },
    },
  });
  const asked = new Heap('test', snapshot, runtimeOf('cpython'));
  const edges = new DirectEdges(asked, quietTask);
  const targets = [...elements, 'weak', 'list'].map((name) => id(name));
  const before = targets.map((target) => edges.find(id('list'), target));
  asked.derived(referrerEdgesOf, quietTask);
  expect(targets.map((target) => edges.find(id('list'), target))).toEqual(before);
  expect(new Set(before).size).toBe(51);
});
