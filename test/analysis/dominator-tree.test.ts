import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largestChildren } from '../../src/analysis/dominator-children.ts';
import { dominatedBy, inTreeOrder, outermost, outermostOfGroups } from '../../src/analysis/dominator-sets.ts';
import type { DominatorTree } from '../../src/analysis/dominator-tree.ts';
import { sharedArray } from '../../src/base/shared-array.ts';
import { quietTask } from '../../src/base/task.ts';
import { ThreadTeam } from '../../src/session/team/thread-team.ts';
import { freedBy, type RootedGraph, reachedWithout, treeOf } from '../support/dominance.ts';
import { chainGraph, graphWith } from '../support/graph.ts';

const rooted = graphWith(['named', 'hidden', 'members'], { objects: 16 });

/** Sums of these tell which objects they are of, and pass 2^32 soon. */
function sizesFor({ graph }: RootedGraph): Float64Array {
  return Float64Array.from({ length: graph.objectCount }, (_, object) => 2 ** (2 * object + 12));
}

function total(sizes: Float64Array, objects: Iterable<number>): number {
  let sum = 0;
  for (const object of objects) sum += sizes[object]!;
  return sum;
}

const ascending = (objects: Iterable<number>): number[] => [...objects].sort((a, b) => a - b);

function childrenOf(tree: DominatorTree, object: number): number[] {
  return [...tree.idoms.keys()].filter((child) => tree.idoms[child] === object);
}

/** Runs on graphs together with their trees. */
function check(law: (tree: DominatorTree, each: RootedGraph & { members: Uint32Array }) => void): void {
  fc.assert(
    fc.property(rooted, (each) => law(treeOf(each, sizesFor(each)), each)),
    { numRuns: 500 },
  );
}

describe('what an object retains', () => {
  test('is what nothing reaches without it, in objects and bytes', () => {
    check((tree, each) => {
      for (let object = 0; object < each.graph.objectCount; object++) {
        const freed = freedBy(each, [object]);
        expect(ascending(tree.subtree(object))).toEqual(freed);
        expect(tree.counts[object]).toBe(freed.length);
        expect(tree.sizes[object]).toBe(total(sizesFor(each), freed));
      }
    });
  });

  test('is the same when another thread adds up the bytes', () => {
    const team = new ThreadTeam(2, 1);
    team.begin();
    check((tree, each) => {
      const sizes = sharedArray<Float64Array>(Float64Array, each.graph.objectCount);
      sizes.set(sizesFor(each));
      expect(treeOf(each, sizes, { ...quietTask, team }).columns).toEqual(tree.columns);
    });
  });

  test('begins with itself; and above all roots it is what they reach', () => {
    check((tree, each) => {
      const reached = reachedWithout(each);
      for (const object of reached) expect(tree.subtree(object)[0]).toBe(object);
      expect(ascending(tree.subtree(tree.top))).toEqual(ascending(reached));
      expect([tree.counts[tree.top], tree.sizes[tree.top]]).toEqual([
        reached.size,
        total(sizesFor(each), reached),
      ]);
    });
  });

  test('is its own bytes and what its children retain', () => {
    check((tree, each) => {
      const sizes = sizesFor(each);
      for (const object of [...reachedWithout(each), tree.top]) {
        const children = childrenOf(tree, object);
        expect(tree.sizes[object]).toBe(total(tree.sizes, children) + (sizes[object] ?? 0));
      }
    });
  });

  test('along a chain of five million objects beyond 4 GiB', () => {
    const graph = chainGraph(5_000_000);
    const sizes = new Float64Array(graph.objectCount).fill(1001);
    const tree = treeOf({ graph, named: Uint32Array.of(0), hidden: new Uint32Array() }, sizes);
    expect([tree.sizes[0], tree.sizes[2_500_000], tree.counts[4_999_999]]).toEqual([
      5_005_000_000, 2_502_500_000, 1,
    ]);
  });
});

test('the largest children are the largest, equal ones in one order, however many are asked for', () => {
  fc.assert(
    fc.property(rooted, fc.func(fc.integer({ min: 1, max: 3 })), fc.nat(20), (each, size, limit) => {
      const sizes = Float64Array.from({ length: each.graph.objectCount }, (_, object) => size(object));
      const tree = treeOf(each, sizes);
      for (const object of [...reachedWithout(each), tree.top]) {
        const expected = childrenOf(tree, object).sort(
          (a, b) => tree.sizes[b]! - tree.sizes[a]! || tree.positions[a]! - tree.positions[b]!,
        );
        const found = largestChildren(tree, object, limit, quietTask);
        expect([...found.objects()]).toEqual(expected.slice(0, limit));
        expect(found.total).toBe(expected.length);
      }
    }),
  );
});

describe('of a set', () => {
  test("all objects in the tree's order are the tree", () => {
    fc.assert(
      fc.property(graphWith(['named', 'hidden'], { objects: 200, edges: 600 }), (each) => {
        const tree = treeOf(each, new Float64Array(each.graph.objectCount));
        const backwards = Uint32Array.from(tree.idoms.keys()).reverse();
        expect(inTreeOrder(tree, backwards, quietTask)).toEqual(tree.order);
      }),
    );
  });

  test('the outermost members are those that no other dominates, and what they retain is all disjoint', () => {
    check((tree, each) => {
      const reached = reachedWithout(each);
      const alive = [...each.members].filter((member) => reached.has(member));
      const isInner = (member: number): boolean =>
        alive.some((other) => other !== member && freedBy(each, [other]).includes(member));
      const tops = outermost(tree, each.members, quietTask);
      expect(ascending(tops)).toEqual(ascending(alive.filter((member) => !isInner(member))));
      const union = new Set(alive.flatMap((member) => freedBy(each, [member])));
      expect(total(tree.sizes, tops)).toBe(total(sizesFor(each), union));
    });
  });

  test('what it dominates is in the subtrees of its members below the outermost', () => {
    check((tree, each) => {
      const tops = outermost(tree, each.members, quietTask);
      const below = [...tops].flatMap((member) =>
        freedBy(each, [member]).filter((object) => object !== member),
      );
      expect(ascending(dominatedBy(tree, each.members, quietTask))).toEqual(ascending(below));
    });
  });

  test('members of a group are outermost when none of their dominators is of that group', () => {
    check((tree, each) => {
      const groups = Uint32Array.from({ length: each.graph.objectCount }, (_, object) => object % 3);
      const ordered = inTreeOrder(tree, each.members, quietTask);
      const found = outermostOfGroups(
        tree,
        ordered,
        ordered.map((one) => groups[one]!),
        3,
        quietTask,
      );
      const expected = [...ordered.keys()].filter((item) => {
        const member = ordered[item]!;
        return !ordered.some(
          (other) =>
            other !== member && groups[other] === groups[member] && freedBy(each, [other]).includes(member),
        );
      });
      expect([...found]).toEqual(expected);
    });
  });
});
