import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepWays } from '../../src/analysis/deep-ways.ts';
import { quietTask } from '../../src/base/task.ts';
import { treeOf } from '../support/dominance.ts';
import { graphSnapshot, randomGraph } from '../support/random-graph.ts';

test('ways go down the dominator tree as far as bytes do, and on to where nothing is: by trying all', () => {
  fc.assert(
    fc.property(
      randomGraph({ maxObjects: 20 }),
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 1, max: 4 }),
      (spec, bytes, objects) => {
        const { edges, objects: columns, objectCount } = graphSnapshot(spec);
        const graph = { objectCount, ...edges, absent: undefined };
        const rooted = { graph, named: Uint32Array.from(spec.roots), hidden: new Uint32Array() };
        const tree = treeOf(rooted, columns.sizes);
        const childrenOf = (object: number) => [...tree.order].filter((each) => tree.idoms[each] === object);
        const depthOf = (object: number): number =>
          object === tree.top ? 0 : 1 + depthOf(tree.idoms[object]!);
        const isLarge = (object: number) => tree.sizes[object]! >= bytes;
        const ends = [...tree.order].filter(
          (object) => isLarge(object) && !childrenOf(object).some(isLarge) && depthOf(object) >= objects,
        );
        const ways = deepWays(tree, { bytes, objects }, Number.POSITIVE_INFINITY, quietTask);
        const large = ways.map((way) => way.filter(isLarge));
        expect(large.map((way) => way.at(-1)).sort()).toEqual(ends.toSorted());
        for (const [i, way] of ways.entries()) {
          expect(tree.idoms[way[0]!]).toBe(tree.top);
          for (let at = 1; at < way.length; at++) {
            expect(tree.idoms[way[at]!]).toBe(way[at - 1]);
            // Below what is large, those that retain the most.
            const most = Math.max(...childrenOf(way[at - 1]!).map((child) => tree.sizes[child]!));
            if (at >= large[i]!.length) expect(tree.sizes[way[at]!]).toBe(most);
          }
          expect(childrenOf(way.at(-1)!)).toEqual([]);
        }
        expect(large.map(({ length }) => length)).toEqual(
          large.map(({ length }) => length).toSorted((a, b) => b - a),
        );
      },
    ),
  );
});
