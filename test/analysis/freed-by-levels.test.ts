import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distances } from '../../src/analysis/distances.ts';
import { freedByLevels, type Removal } from '../../src/analysis/freed-by-levels.ts';
import { type PagedGraph, sourceOfEdge } from '../../src/analysis/paged-graph.ts';
import { referrers } from '../../src/analysis/referrers.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { CancelledError } from '../../src/base/errors.ts';
import { PagedColumn } from '../../src/base/paged-column.ts';
import { quietTask } from '../../src/base/task.ts';
import { type RootedGraph, reachedWithout } from '../support/dominance.ts';
import { chainGraph, graphOf, graphWith, plainEdges } from '../support/graph.ts';

/** Graphs of which some edges are to be cut: those that are absent. */
const rooted = graphWith(['named', 'hidden', 'members'], { objects: 14, edges: 40 });

/** All edges of a graph are there in it. */
function paged({ graph, named, hidden }: RootedGraph): PagedGraph {
  const whole = { ...graph, absent: undefined };
  const { first, sources, weak } = referrers(whole, quietTask);
  return {
    objectCount: graph.objectCount,
    edgeCount: graph.targets.length,
    roots: Uint32Array.of(...named, ...hidden),
    first: new PagedColumn(graph.first),
    targets: new PagedColumn(graph.targets),
    kinds: new PagedColumn(graph.kinds),
    referrers: { first: new PagedColumn(first), sources: new PagedColumn(sources), weak },
    distances: new PagedColumn(distances(whole, { named, hidden }, quietTask).distances),
  };
}

function freed(rooted: RootedGraph, removal: Removal, most = Number.POSITIVE_INFINITY) {
  const found = freedByLevels(paged(rooted), removal, most, quietTask);
  return found && [...found].sort((a, b) => a - b);
}

/** By trying all edges until nothing new is found, with what is taken away and without. */
function bruteForce(rooted: RootedGraph, members: readonly number[]): number[] {
  const whole = { ...rooted, graph: { ...rooted.graph, absent: undefined } };
  const still = reachedWithout(rooted, members);
  return [...reachedWithout(whole)].filter((object) => !still.has(object)).sort((a, b) => a - b);
}

test('frees what a search of the whole heap does not find any more, without edges, objects, and both', () => {
  fc.assert(
    fc.property(rooted, (each) => {
      const { absent } = each.graph;
      const whole = { ...each, graph: { ...each.graph, absent: undefined } };
      const members = [...each.members];
      expect(freed(each, { edges: absent })).toEqual(bruteForce(each, []));
      expect(freed(whole, { objects: each.members })).toEqual(bruteForce(whole, members));
      expect(freed(each, { edges: absent, objects: each.members })).toEqual(bruteForce(each, members));
    }),
    { numRuns: 1000 },
  );
});

test('stops when it would look at too many edges, and only then', () => {
  fc.assert(
    fc.property(rooted, fc.nat(60), (each, most) => {
      const removal = { edges: each.graph.absent, objects: each.members };
      const found = freed(each, removal, most);
      if (found !== undefined) expect(found).toEqual(bruteForce(each, [...each.members]));
      // Each edge is looked at from both of its ends, and then again for what is held after all.
      else expect(most).toBeLessThan(Math.max(5 * each.graph.targets.length, each.members.length));
    }),
    { numRuns: 1000 },
  );
});

test('one of several edges between two objects holds as well as another', () => {
  const specs = [0, 0, 1, 1].map((source) => ({ source, target: source + 1 }));
  const each = { graph: graphOf(3, specs), named: Uint32Array.of(0), hidden: new Uint32Array() };
  const without = (...edges: number[]) => freed(each, { edges: bits(4, edges) });
  expect([without(0), without(1), without(0, 1), without(1, 2, 3)]).toEqual([[], [], [1, 2], [2]]);
});

test('an object that loses its shortest way is kept by a longer one, with what it leads to', () => {
  // 0 → 5 is the short way; 0 → 1 → 2 → 5 is the long one. 5 ⇄ 6, 6 → 7.
  const ends = [
    [0, 1],
    [0, 5],
    [1, 2],
    [2, 5],
    [5, 6],
    [6, 5],
    [6, 7],
  ] as const;
  const graph = graphOf(
    8,
    ends.map(([source, target]) => ({ source, target })),
  );
  const each = { graph, named: Uint32Array.of(0), hidden: new Uint32Array() };
  expect(freed(each, { edges: bits(7, [1]) })).toEqual([]);
  expect(freed(each, { edges: bits(7, [1, 3]) })).toEqual([5, 6, 7]);
});

test('a chain of two million objects is no depth to be lost in, and the task can stop it', () => {
  const graph = chainGraph(2_000_000);
  const each = { graph, named: Uint32Array.of(0), hidden: new Uint32Array() };
  const edges = bits(graph.targets.length, [999_999]);
  const found = freedByLevels(paged(each), { edges }, Number.POSITIVE_INFINITY, quietTask)!;
  expect([found.length, found[0], found.at(-1)]).toEqual([1_000_000, 1_000_000, 1_999_999]);
  const stopping = {
    ...quietTask,
    step: () => {
      throw new CancelledError();
    },
  };
  expect(() => freedByLevels(paged(each), { edges }, 1e9, stopping)).toThrow(CancelledError);
});

test('an edge leaves the object whose edges it is among', () => {
  fc.assert(
    fc.property(rooted, (each) => {
      for (const { edge, source } of plainEdges(each.graph))
        expect(sourceOfEdge(paged(each), edge)).toBe(source);
    }),
  );
});

function bits(size: number, members: readonly number[]): Uint32Array {
  const set = new Bitset(size);
  for (const member of members) set.add(member);
  return set.words;
}
