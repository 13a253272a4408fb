import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bitset } from '../../src/base/bitset.ts';
import { quietTask } from '../../src/base/task.ts';
import { retainedOf } from '../../src/query/dominance.ts';
import { freedByLastCutOf, freedOf } from '../../src/query/freed.ts';
import { Heap } from '../../src/query/heap.ts';
import { distancesOf, referrersOf, seedsOf } from '../../src/query/reachability.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import { reachedWithout } from '../support/dominance.ts';
import { graphSnapshot, randomGraph } from '../support/random-graph.ts';

/** A graph, which of its edges are cut first and then, and some of its objects. */
const cases = randomGraph().chain((graph) => {
  const someEdges = fc.array(fc.nat(Math.max(graph.edges.length - 1, 0)), { maxLength: 6 });
  const members = fc.uniqueArray(fc.nat(graph.objectCount - 1), { maxLength: 4 });
  return fc.record({ graph: fc.constant(graph), cuts: fc.array(someEdges, { maxLength: 3 }), members });
});

/** The heap without edges, and without some more, and so on, the whole first. */
function cutHeaps(whole: Heap, cuts: readonly (readonly number[])[]): Heap[] {
  const heaps = [whole];
  for (const [number, cut] of cuts.entries()) {
    const edges = new Bitset(whole.snapshot.edgeCount);
    for (const edge of cut) if (edge < edges.size) edges.add(edge);
    heaps.push(heaps.at(-1)!.without({ number, text: 'edges', edges, edgeCount: edges.count() }));
  }
  return heaps;
}

function reached(heap: Heap, members: readonly number[] = []): Set<number> {
  return reachedWithout({ graph: heap.graph, ...seedsOf(heap.snapshot.roots) }, members);
}

function missing(before: Set<number>, after: Set<number>, { snapshot }: Heap) {
  const objects = [...before].filter((object) => !after.has(object)).sort((a, b) => a - b);
  return { objects, bytes: objects.reduce((sum, object) => sum + snapshot.objects.sizes[object]!, 0) };
}

for (const isKnown of [true, false]) {
  const how = isKnown ? 'beside what is taken away' : 'by searches of the whole heap';
  test(`what cuts free, each of them and together, and sets under them, found ${how}`, () => {
    fc.assert(
      fc.property(cases, ({ graph, cuts, members }) => {
        const whole = new Heap('test', graphSnapshot(graph), runtimeOf('cpython'));
        if (isKnown) for (const each of [distancesOf, referrersOf]) whole.derived<unknown>(each, quietTask);
        for (const heap of cutHeaps(whole, cuts)) {
          const under = heap.lastCut?.under ?? heap;
          const plain = ({ objects, bytes }: { objects: Uint32Array; bytes: number }) => ({
            objects: [...objects],
            bytes,
          });
          const now = reached(heap);
          const retained = retainedOf(heap, Uint32Array.from(members), quietTask);
          expect(plain(retained)).toEqual(missing(now, reached(heap, members), heap));
          const byLast = heap.derived(freedByLastCutOf, quietTask);
          expect(plain(byLast)).toEqual(missing(reached(under), now, heap));
          expect(plain(heap.derived(freedOf, quietTask))).toEqual(missing(reached(whole), now, heap));
        }
      }),
      { numRuns: 500 },
    );
  });
}
