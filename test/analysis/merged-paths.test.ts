import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Distances, distances } from '../../src/analysis/distances.ts';
import { mergedPaths } from '../../src/analysis/merged-paths.ts';
import { quietTask } from '../../src/base/task.ts';
import { NONE } from '../../src/model/kinds.ts';
import { chainGraph, graphWith } from '../support/graph.ts';

/** Object and parent object of every step of every path, with the members whose paths take it. */
function stepsOf(found: Distances, members: Uint32Array): Map<number, { parent: number; members: number[] }> {
  const steps = new Map<number, { parent: number; members: number[] }>();
  for (const member of members) {
    if (found.distances[member] === NONE) continue;
    for (let object = member; object !== NONE; object = found.parents[object]!) {
      const step = steps.get(object) ?? { parent: found.parents[object]!, members: [] };
      step.members.push(member);
      steps.set(object, step);
    }
  }
  return steps;
}

test('a node for each object on a path, with the members below it', () => {
  fc.assert(
    fc.property(graphWith(['named', 'hidden', 'members']), ({ graph, named, hidden, members }) => {
      const found = distances(graph, { named, hidden }, quietTask);
      const sizes = Float64Array.from({ length: graph.objectCount }, (_, i) => 10 ** (i % 5));
      const tree = mergedPaths(found, members, sizes, quietTask);
      const expected = stepsOf(found, members);
      expect(tree.objects.length).toBe(expected.size);
      tree.objects.forEach((object, row) => {
        const step = expected.get(object)!;
        const parent = tree.parents[row]!;
        if (parent !== NONE) expect(parent).toBeLessThan(row);
        expect(parent === NONE ? NONE : tree.objects[parent]).toBe(step.parent);
        expect(tree.counts[row]).toBe(step.members.length);
        expect(tree.sizes[row]).toBe(step.members.reduce((sum, member) => sum + sizes[member]!, 0));
      });
      expect(tree.unreachableCount).toBe(
        [...members].filter((member) => found.distances[member] === NONE).length,
      );
    }),
  );
});

test('the members of a chain of five million objects', () => {
  const graph = chainGraph(5_000_000);
  const seeds = { named: Uint32Array.of(0), hidden: new Uint32Array() };
  const members = graph.targets.filter((_, i) => i % 2 === 0);
  const tree = mergedPaths(
    distances(graph, seeds, quietTask),
    members,
    new Float64Array(5_000_000),
    quietTask,
  );
  expect([tree.objects.length, tree.counts[0]]).toEqual([5_000_000, 2_500_000]);
});
