import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distances } from '../../src/analysis/distances.ts';
import type { Graph } from '../../src/analysis/graph.ts';
import { quietTask } from '../../src/base/task.ts';
import { NONE } from '../../src/model/kinds.ts';
import { chainGraph, graphWith, plainEdges } from '../support/graph.ts';

/** Bellman and Ford: relax every edge until nothing changes. */
function relaxed(graph: Graph, seeds: Uint32Array): number[] {
  const found = Array.from({ length: graph.objectCount }, () => Number.POSITIVE_INFINITY);
  for (const seed of seeds) found[seed] = 0;
  const edges = plainEdges(graph).filter((edge) => edge.retains);
  for (let round = 0; round < graph.objectCount; round++)
    for (const { source, target } of edges) found[target] = Math.min(found[target]!, found[source]! + 1);
  return found;
}

const withSeeds = graphWith(['named', 'hidden']);

test('distances equal those of relaxing edges; hidden roots count only where named ones do not reach', () => {
  fc.assert(
    fc.property(withSeeds, ({ graph, named, hidden }) => {
      const found = distances(graph, { named, hidden }, quietTask);
      const near = relaxed(graph, named);
      const far = relaxed(graph, hidden);
      const expected = near.map((distance, i) => (distance < Number.POSITIVE_INFINITY ? distance : far[i]!));
      expect([...found.distances]).toEqual(expected.map((d) => (d === Number.POSITIVE_INFINITY ? NONE : d)));
      expect(near.map((_, i) => found.hidden.has(i))).toEqual(
        near.map(
          (distance, i) => distance === Number.POSITIVE_INFINITY && far[i]! < Number.POSITIVE_INFINITY,
        ),
      );
      expect(found.reachedCount).toBe(expected.filter((d) => d < Number.POSITIVE_INFINITY).length);
    }),
  );
});

test('parents lead by retaining edges, one step nearer each, to a root', () => {
  fc.assert(
    fc.property(withSeeds, ({ graph, named, hidden }) => {
      const found = distances(graph, { named, hidden }, quietTask);
      const edges = plainEdges(graph);
      for (let object = 0; object < graph.objectCount; object++) {
        const distance = found.distances[object]!;
        const parent = found.parents[object]!;
        if (distance === 0) expect([...named, ...hidden]).toContain(object);
        if (distance === 0 || distance === NONE) {
          expect([parent, found.parentEdges[object]]).toEqual([NONE, NONE]);
          continue;
        }
        expect(edges[found.parentEdges[object]!]).toMatchObject({
          source: parent,
          target: object,
          retains: true,
        });
        expect(found.distances[parent]).toBe(distance - 1);
      }
    }),
  );
});

test('a chain of five million objects', () => {
  const seeds = { named: Uint32Array.of(0), hidden: new Uint32Array() };
  expect(distances(chainGraph(5_000_000), seeds, quietTask).distances[4_999_999]).toBe(4_999_999);
});
