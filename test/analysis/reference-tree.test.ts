import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Neighbours,
  type ReferenceTree,
  referenceTree,
  TreeMark,
} from '../../src/analysis/reference-tree.ts';
import { edgeReferrers } from '../../src/analysis/referrers.ts';
import { isAbsent } from '../../src/analysis/retains.ts';
import { quietTask } from '../../src/base/task.ts';
import { NONE } from '../../src/model/kinds.ts';
import { graphOf, graphWith, plainEdges } from '../support/graph.ts';

const everything = { follow: () => true, include: () => true };

function ancestors(tree: ReferenceTree, node: number): number[] {
  const found: number[] = [];
  for (let at = tree.parents[node]!; at !== NONE; at = tree.parents[at]!) found.push(at);
  return found;
}

test('both directions: every node stands for an edge, every unfolded node shows all it has, within the limits', () => {
  const limits = fc.record({ depth: fc.nat(4), tooMany: fc.integer({ min: 1, max: 4 }), nodes: fc.nat(30) });
  fc.assert(
    fc.property(
      graphWith(['top', 'excluded']),
      limits,
      fc.boolean(),
      ({ graph, top, excluded }, limits, backwards) => {
        const back = edgeReferrers(graph, quietTask);
        const neighbours: Neighbours = backwards
          ? { first: back.first, others: back.sources, edges: back.edges }
          : { first: graph.first, others: graph.targets, edges: undefined };
        const choice = {
          follow: (edge: number) => !isAbsent(graph, edge),
          include: (object: number) => !excluded.includes(object),
        };
        const tree = referenceTree(neighbours, top, limits, choice, quietTask);
        const edges = plainEdges(graph)
          .filter((edge) => !edge.absent)
          .map(({ edge, source, target }) => ({
            edge,
            from: backwards ? target : source,
            to: backwards ? source : target,
          }))
          .filter(({ to }) => !excluded.includes(to));
        expect(tree.objects.length).toBeLessThanOrEqual(limits.nodes);
        const unfolded = new Map<number, number>();
        let below = false;
        tree.objects.forEach((object, node) => {
          const above = ancestors(tree, node);
          const children = [...tree.parents.keys()].filter((child) => tree.parents[child] === node);
          const known = edges.filter(({ from }) => from === object);
          expect(above.length).toBeLessThanOrEqual(limits.depth);
          for (const child of children)
            expect(known.find(({ edge }) => edge === tree.edges[child])?.to).toBe(tree.objects[child]);
          const repeats = [...tree.objects.subarray(0, node)].includes(object);
          const cycle = above.some((at) => tree.objects[at] === object);
          expect(tree.marks[node]).toBe(cycle ? TreeMark.cycle : repeats ? TreeMark.repeated : TreeMark.none);
          if (repeats || above.length === limits.depth) {
            expect([children.length, tree.omitted[node]]).toEqual([0, 0]);
            below ||= !repeats && known.length > 0;
            return;
          }
          unfolded.set(object, node);
          expect(children.length).toBeLessThanOrEqual(limits.tooMany);
          expect(children.length + tree.omitted[node]!).toBe(known.length);
          // The first of them, in order; all that fit unless the tree is full.
          expect(children.map((child) => tree.edges[child])).toEqual(
            known.slice(0, children.length).map(({ edge }) => edge),
          );
          if (!tree.full) expect(children.length).toBe(Math.min(known.length, limits.tooMany));
        });
        expect(tree.cutByDepth).toBe(below);
        if (tree.full) expect(tree.objects.length).toBe(limits.nodes);
      },
    ),
    { numRuns: 500 },
  );
});

test('an object is unfolded where it is nearest to the top', () => {
  const graph = graphOf(4, [
    { source: 0, target: 1 },
    { source: 0, target: 2 },
    { source: 1, target: 2 },
    { source: 2, target: 3 },
    { source: 3, target: 0 },
  ]);
  const neighbours = { first: graph.first, others: graph.targets, edges: undefined };
  const limits = { depth: 9, tooMany: 9, nodes: 99 };
  const tree = referenceTree(neighbours, Uint32Array.of(0), limits, everything, quietTask);
  expect([...tree.objects]).toEqual([0, 1, 2, 2, 3, 0]);
  expect([...tree.marks]).toEqual([0, 0, 0, TreeMark.repeated, 0, TreeMark.cycle]);
});
