import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { DirectEdges } from '../../src/commands/dominator-view/direct-edges.ts';
import { NONE, WEAK } from '../../src/model/kinds.ts';
import { Heap } from '../../src/query/heap.ts';
import { edgeReferrersOf } from '../../src/query/reachability.ts';
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
