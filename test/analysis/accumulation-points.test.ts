import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accumulationPoints } from '../../src/analysis/accumulation-points.ts';
import { quietTask } from '../../src/base/task.ts';
import { treeOf } from '../support/dominance.ts';
import { graphSnapshot, randomGraph } from '../support/random-graph.ts';

test('an object retains the least beside its large children, and no other child half of it: by trying all', () => {
  fc.assert(
    fc.property(randomGraph({ maxObjects: 20 }), fc.integer({ min: 1, max: 3000 }), (spec, least) => {
      const { edges, objects, objectCount } = graphSnapshot(spec);
      const graph = { objectCount, ...edges, absent: undefined };
      const rooted = { graph, named: Uint32Array.from(spec.roots), hidden: new Uint32Array() };
      const tree = treeOf(rooted, objects.sizes);
      const expected = [...tree.order].filter((object) => {
        const children = [...tree.order]
          .filter((child) => tree.idoms[child] === object)
          .map((child) => tree.sizes[child]!);
        const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
        const rest = tree.sizes[object]! - sum(children.filter((size) => size >= least));
        return rest >= least && 2 * Math.max(0, ...children.filter((size) => size < least)) < rest;
      });
      const found = accumulationPoints(tree, least, quietTask).map(({ object }) => object);
      expect(found.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
    }),
  );
});
