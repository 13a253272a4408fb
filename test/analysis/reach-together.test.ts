import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../../src/analysis/graph.ts';
import { reachable } from '../../src/analysis/reachable.ts';
import { CancelledError } from '../../src/base/errors.ts';
import { quietTask, type Task } from '../../src/base/task.ts';
import { ThreadTeam } from '../../src/session/team/thread-team.ts';
import { chainGraph, graphOf, graphWith } from '../support/graph.ts';
import { WatchedTeam } from '../support/watched-team.ts';

const teams = [2, 4, 7].map((size) => new ThreadTeam(size, 1));

function expectSame(graph: Graph, from: Uint32Array): void {
  const alone = reachable(graph, from, quietTask);
  for (const team of teams.map((each) => new WatchedTeam(each))) {
    const together = reachable(graph, from, { ...quietTask, team });
    expect(together.words).toEqual(alone.words);
    expect(team.failures).toEqual([]);
    expect([...team.shared]).toEqual(['reach together']);
  }
}

test('threads together find what one finds', () => {
  fc.assert(
    fc.property(graphWith(['from'], { objects: 70, edges: 200 }), ({ graph, from }) => {
      if (graph.objectCount + graph.targets.length > 1) expectSame(graph, Uint32Array.from(from));
    }),
    { numRuns: 100 },
  );
});

test('of one object with hundreds of thousands, each with another, and of a chain', () => {
  const wide = 300_000;
  const edges = Array.from({ length: wide }, (_, i) => [
    { source: 0, target: 1 + i },
    { source: 1 + i, target: 1 + wide + i },
  ]);
  expectSame(graphOf(1 + 2 * wide, edges.flat()), Uint32Array.of(0));
  expectSame(chainGraph(300_000), Uint32Array.of(7));
});

test('whoever waits for more is stopped too', () => {
  const stopped: Task = {
    ...quietTask,
    team: teams[1],
    step: () => {
      throw new CancelledError();
    },
  };
  const graph = chainGraph(300_000);
  expect(() => reachable(graph, Uint32Array.of(0), stopped)).toThrow(CancelledError);
  expectSame(graph, Uint32Array.of(299_990));
});
