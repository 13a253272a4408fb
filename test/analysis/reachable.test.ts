import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../../src/analysis/graph.ts';
import { reachable } from '../../src/analysis/reachable.ts';
import { sharedArray } from '../../src/base/shared-array.ts';
import { quietTask } from '../../src/base/task.ts';
import { ThreadTeam } from '../../src/session/team/thread-team.ts';
import { arbitraryGraph, chainGraph, plainEdges } from '../support/graph.ts';
import { WatchedTeam } from '../support/watched-team.ts';

const graphAndStarts = arbitraryGraph({ objects: 80, edges: 120 }).chain((graph) =>
  fc.tuple(fc.constant(graph), fc.array(fc.nat(graph.objectCount - 1), { maxLength: 4 })),
);

function bruteForce(graph: Graph, from: readonly number[]): number[] {
  const edges = plainEdges(graph).filter(({ retains }) => retains);
  const found = new Set(from);
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const { source, target } of edges) if (found.has(source)) found.add(target);
  }
  return [...found].sort((a, b) => a - b);
}

function members(graph: Graph, from: readonly number[], task = quietTask): number[] {
  const found = reachable(graph, Uint32Array.from(from), task);
  return Array.from({ length: graph.objectCount }, (_, i) => i).filter((object) => found.has(object));
}

test('is what edges lead to that are neither weak nor cut', () => {
  fc.assert(
    fc.property(graphAndStarts, ([graph, from]) => {
      expect(members(graph, from)).toEqual(bruteForce(graph, from));
    }),
  );
});

test('of a chain of five million is all of it', () => {
  const found = reachable(chainGraph(5_000_000), Uint32Array.of(0), quietTask);
  expect(found.count()).toBe(5_000_000);
});

/** Objects of which each has some edges anywhere; the last thousand are left alone. */
function wideGraph(objectCount: number, degree: number): Graph {
  const lastTarget = objectCount - 1000;
  const first = sharedArray(Uint32Array, objectCount + 1);
  const targets = sharedArray(Uint32Array, objectCount * degree);
  for (let i = 0; i <= objectCount; i++) first[i] = i * degree;
  for (let e = 0; e < targets.length; e++) targets[e] = (Math.imul(e, 2654435761) >>> 8) % lastTarget;
  return { objectCount, first, targets, kinds: sharedArray(Uint8Array, targets.length), absent: undefined };
}

/** A few lists side by side, each object of which leads to the next one and to the one after that. */
function listsGraph(lists: number, length: number): Graph {
  const objectCount = lists * length + 1;
  const place = (list: number, position: number): number =>
    1 + list * length + Math.min(position, length - 1);
  const first = sharedArray(Uint32Array, objectCount + 1);
  const targets = sharedArray(Uint32Array, lists + 2 * (objectCount - 1));
  for (let list = 0; list < lists; list++) targets[list] = place(list, 0);
  first[1] = lists;
  for (let object = 1; object < objectCount; object++) {
    const [list, position] = [Math.floor((object - 1) / length), (object - 1) % length];
    const edge = first[object]!;
    targets[edge] = place(list, position + 1);
    targets[edge + 1] = place(list, position + 2);
    first[object + 1] = edge + 2;
  }
  return { objectCount, first, targets, kinds: sharedArray(Uint8Array, targets.length), absent: undefined };
}

test.each([
  ['a wide heap', wideGraph(300_000, 3), Uint32Array.of(7, 7, 299_999)],
  ['long lists, of which there is never much at hand', listsGraph(6, 50_000), Uint32Array.of(0)],
])('several threads find what one does, each object once: %s', (_, graph, from) => {
  const alone = reachable(graph, from, quietTask);
  expect(alone.count()).toBeGreaterThan(200_000);
  for (const size of [2, 4]) {
    const team = new WatchedTeam(new ThreadTeam(size, 1));
    for (let again = 0; again < 5; again++)
      expect(reachable(graph, from, { ...quietTask, team }).words).toEqual(alone.words);
    expect([...team.shared]).toEqual(['search further']);
    expect(team.failures).toEqual([]);
  }
});

test('what nothing leads to is not found', () => {
  expect(reachable(wideGraph(300_000, 3), Uint32Array.of(7), quietTask).has(299_998)).toBe(false);
});
