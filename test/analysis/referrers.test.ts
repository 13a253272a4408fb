import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../../src/analysis/graph.ts';
import { beginReferrers, edgeReferrers, edgesOfReferrers, referrers } from '../../src/analysis/referrers.ts';
import { sharedArray } from '../../src/base/shared-array.ts';
import { SpareRoom } from '../../src/base/spare-room.ts';
import { quietTask } from '../../src/base/task.ts';
import { ThreadTeam } from '../../src/session/team/thread-team.ts';
import { arbitraryGraph, chainGraph, plainEdges } from '../support/graph.ts';

test('every present edge is a row of its target, by source and edge, weak ones marked', () => {
  fc.assert(
    fc.property(arbitraryGraph(), (graph) => {
      const { first, sources, edges, weak } = edgeReferrers(graph, quietTask);
      const present = plainEdges(graph).filter((edge) => !edge.absent);
      for (let object = 0; object < graph.objectCount; object++) {
        const rows = Array.from(
          { length: first[object + 1]! - first[object]! },
          (_, i) => first[object]! + i,
        );
        expect(rows.map((row) => [sources[row], edges[row], weak.has(row)])).toEqual(
          present.filter((edge) => edge.target === object).map((edge) => [edge.source, edge.edge, edge.weak]),
        );
      }
      expect(sources.length).toBe(present.length);
    }),
  );
});

test('a chain of five million objects', () => {
  const { first, sources } = referrers(chainGraph(5_000_000), quietTask);
  expect([first[0], first[1], first[5_000_000], sources[4_999_998]]).toEqual([0, 0, 4_999_999, 4_999_998]);
});

test('edges are the same when they are asked for later, or not at all', () => {
  fc.assert(
    fc.property(arbitraryGraph(), (graph) => {
      const { edges, ...rows } = edgeReferrers(graph, quietTask);
      expect(referrers(graph, quietTask)).toEqual(rows);
      expect(edgesOfReferrers(graph, rows, quietTask)).toEqual(edges);
    }),
  );
});

// More objects than there are blocks of them; small graphs have pieces without any edges.
const sizes = fc.oneof(arbitraryGraph(), arbitraryGraph({ objects: 1500, edges: 4000 }));

test('several threads turn round what one does', () => {
  const team = new ThreadTeam(3, 1);
  fc.assert(
    fc.property(sizes, (graph) => {
      const [shared, task] = [withSharedTargets(graph), { ...quietTask, team }];
      const rows = edgeReferrers(graph, quietTask);
      expect(edgeReferrers(shared, task)).toEqual(rows);
      expect(edgesOfReferrers(shared, rows, task)).toEqual(rows.edges);
    }),
  );
});

test('and so they do in room that others have left', () => {
  const team = new ThreadTeam(4, 1);
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 4 }), (graph, threads) => {
      const used = (length: number) => sharedArray(Uint32Array, length).fill(4_000_000_000);
      const lent = Array.from({ length: 4 }, () => used(graph.objectCount + 1));
      const spare = new SpareRoom();
      for (const length of [1, graph.objectCount + 1, graph.targets.length]) spare.leave(used(length));
      const task = { ...quietTask, team };
      const [rows] = beginReferrers(withSharedTargets(graph), { threads, lent, spare }, task).wait(task);
      expect(rows).toEqual(referrers(graph, quietTask));
    }),
  );
});

/** Threads share no work on columns that would be copied for each. */
function withSharedTargets(graph: Graph): Graph {
  const targets = sharedArray(Uint32Array, graph.targets.length);
  targets.set(graph.targets);
  return { ...graph, targets };
}
