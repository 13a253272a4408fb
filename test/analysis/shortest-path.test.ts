import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../../src/analysis/graph.ts';
import { edgeReferrers } from '../../src/analysis/referrers.ts';
import { type PathSearch, shortestPath } from '../../src/analysis/shortest-path.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { quietTask } from '../../src/base/task.ts';
import { chainGraph, graphOf, graphWith, plainEdges } from '../support/graph.ts';

/** The length of the shortest path from a goal to a target, by relaxing every edge; Infinity: none. */
function shortestLength(graph: Graph, goals: Set<number>, search: PathSearch): number {
  const barred = (object: number) => search.exclude?.has(object) === true && !search.targets.includes(object);
  const lengths = Array.from({ length: graph.objectCount }, (_, i) =>
    goals.has(i) && !barred(i) ? 0 : Number.POSITIVE_INFINITY,
  );
  const usable = plainEdges(graph).filter((edge) => (search.weak ? !edge.absent : edge.retains));
  for (let round = 0; round < graph.objectCount; round++)
    for (const { source, target } of usable)
      if (!barred(target)) lengths[target] = Math.min(lengths[target]!, lengths[source]! + 1);
  return Math.min(...[...search.targets].map((target) => lengths[target]!));
}

test('as short as the shortest by brute force, real edges all the way, nothing excluded on it', () => {
  fc.assert(
    fc.property(graphWith(['targets', 'goals', 'excluded']), fc.boolean(), (given, weak) => {
      const { graph, targets } = given;
      const goals = new Set(given.goals);
      const exclude = new Bitset(graph.objectCount);
      for (const object of given.excluded) exclude.add(object);
      const search = { targets, goal: (object: number) => goals.has(object), exclude, weak };
      const path = shortestPath(edgeReferrers(graph, quietTask), search, quietTask);
      const length = shortestLength(graph, goals, search);
      expect(path === undefined ? Number.POSITIVE_INFINITY : path.edges.length).toBe(length);
      if (path === undefined) return;
      const edges = plainEdges(graph);
      expect(goals.has(path.objects[0]!)).toBe(true);
      expect(targets).toContain(path.objects.at(-1));
      for (let i = 0; i < path.edges.length; i++) {
        expect(exclude.has(path.objects[i]!) && !targets.includes(path.objects[i]!)).toBe(false);
        const edge = edges[path.edges[i]!]!;
        expect([edge.source, edge.target, edge.absent]).toEqual([
          path.objects[i],
          path.objects[i + 1],
          false,
        ]);
        expect(edge.weak && !weak).toBe(false);
      }
    }),
  );
});

test('a path from one object to the other end of a chain of five million', () => {
  const search = { targets: Uint32Array.of(4_999_999), goal: (object: number) => object === 0 };
  const path = shortestPath(edgeReferrers(chainGraph(5_000_000), quietTask), search, quietTask);
  expect([path?.objects.length, path?.objects[0], path?.edges.at(-1)]).toEqual([5_000_000, 0, 4_999_998]);
});

test('between equals it takes the lowest referrer, and the first of several edges', () => {
  const graph = graphOf(3, [
    { source: 0, target: 2, weak: true },
    { source: 0, target: 2 },
    { source: 0, target: 2 },
    { source: 1, target: 2 },
  ]);
  const search = { targets: Uint32Array.of(2), goal: (object: number) => object < 2 };
  const path = shortestPath(edgeReferrers(graph, quietTask), search, quietTask);
  expect([[...path!.objects], [...path!.edges]]).toEqual([[0, 2], [1]]);
});
