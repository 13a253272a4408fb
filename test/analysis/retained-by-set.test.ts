import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freedObjects } from '../../src/analysis/freed.ts';
import { reachable } from '../../src/analysis/reachable.ts';
import { quietTask } from '../../src/base/task.ts';
import { freedBy, type RootedGraph, reachedWithout, treeOf } from '../support/dominance.ts';
import { chainGraph, graphOf, graphWith } from '../support/graph.ts';

const rooted = graphWith(['named', 'hidden', 'members']);

/** What a search finds, and one that never enters the set does not. */
function retained({ graph, named, hidden }: RootedGraph, members: Iterable<number>): number[] {
  const roots = Uint32Array.of(...named, ...hidden);
  const after = reachable(graph, roots, quietTask, Uint32Array.from(members));
  return [...freedObjects(reachable(graph, roots, quietTask), after, quietTask)];
}

test('a set retains what nothing reaches without all of it', () => {
  fc.assert(
    fc.property(rooted, (each) => {
      expect(retained(each, each.members)).toEqual(freedBy(each, [...each.members]));
    }),
    { numRuns: 2000 },
  );
});

test('a set of one retains its subtree of the dominator tree; all objects, what roots reach; none, nothing', () => {
  fc.assert(
    fc.property(rooted, (each) => {
      const { objectCount } = each.graph;
      const tree = treeOf(each, new Float64Array(objectCount));
      for (let object = 0; object < objectCount; object++) {
        expect(retained(each, [object])).toEqual([...tree.subtree(object).toSorted()]);
      }
      expect(retained(each, Array(objectCount).keys())).toEqual(
        [...reachedWithout(each)].sort((a, b) => a - b),
      );
      expect(retained(each, [])).toEqual([]);
    }),
  );
});

test('two that hold a third together free it only together', () => {
  const edges = [
    { source: 0, target: 1 },
    { source: 0, target: 2 },
    { source: 1, target: 3 },
    { source: 2, target: 3 },
  ];
  const each = { graph: graphOf(4, edges), named: Uint32Array.of(0), hidden: new Uint32Array() };
  expect([retained(each, [1]), retained(each, [2]), retained(each, [1, 2])]).toEqual([[1], [2], [1, 2, 3]]);
});

test('one object in the middle of a chain of five million', () => {
  const graph = chainGraph(5_000_000);
  const after = reachable(graph, Uint32Array.of(0), quietTask, Uint32Array.of(2_000_000));
  expect([after.count(), after.has(1_999_999), after.has(2_000_000)]).toEqual([2_000_000, true, false]);
});
