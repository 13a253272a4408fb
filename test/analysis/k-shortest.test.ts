import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distances } from '../../src/analysis/distances.ts';
import type { Graph } from '../../src/analysis/graph.ts';
import { GuidedSearch } from '../../src/analysis/guided-search.ts';
import { kShortestPaths } from '../../src/analysis/k-shortest.ts';
import { edgeReferrers } from '../../src/analysis/referrers.ts';
import { type RootPathSpace, rootPathSpace } from '../../src/analysis/root-path-space.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { CancelledError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';
import { NONE, WEAK } from '../../src/model/kinds.ts';
import { chainGraph, graphWith, plainEdges } from '../support/graph.ts';

type WholeSpace = RootPathSpace & { readonly graph: Graph };

function spaceOf(graph: Graph, named: Uint32Array, hidden: Uint32Array, weak = false): WholeSpace {
  const strong = weak ? { ...graph, kinds: graph.kinds.map((kind) => kind & ~WEAK) } : graph;
  const measured = distances(strong, { named, hidden }, quietTask);
  return { graph, ...rootPathSpace(graph.targets, edgeReferrers(graph, quietTask), measured, weak) };
}

/** Objects have many referrers there that have more than one. */
function searchIn(space: RootPathSpace, nearest = 1): GuidedSearch {
  return new GuidedSearch(space, () => undefined, { many: 1, nearest });
}

/** Every simple path to the target that begins at a root and has no other, by trying everything; as "1,2,3". */
function allPaths(space: WholeSpace, target: number): string[] {
  const { distances, hidden } = space;
  const tier = hidden.has(target);
  const usable = plainEdges(space.graph).filter((edge) => (space.weak ? !edge.absent : edge.retains));
  const paths = new Set<string>();
  const extend = (path: number[]) => {
    const object = path[0]!;
    if (distances.at(object) === 0 && hidden.has(object) === tier) {
      paths.add(path.join());
      return;
    }
    for (const { source } of usable.filter((edge) => edge.target === object)) {
      if (path.includes(source) || space.exclude?.has(source) || hidden.has(source) !== tier) continue;
      extend([source, ...path]);
    }
  };
  extend([target]);
  return [...paths];
}

const steps = (path: string) => path.split(',').length;

test('they are the shortest of all simple paths from the roots, each once, shortest first, by real edges', () => {
  fc.assert(
    fc.property(
      graphWith(['named', 'hidden', 'excluded'], { objects: 8, edges: 22 }),
      fc.nat(7),
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 4 }),
      ({ graph, named, hidden, excluded }, pick, count, weak, nearest) => {
        const target = pick % graph.objectCount;
        const exclude = new Bitset(graph.objectCount);
        for (const object of excluded) if (object !== target) exclude.add(object);
        const space = { ...spaceOf(graph, named, hidden, weak), exclude };
        const found = kShortestPaths(searchIn(space, nearest), target, count, quietTask);
        const all = allPaths(space, target).sort((a, b) => steps(a) - steps(b));
        const shown = found.map((path) => path.objects.join());
        expect(shown.map(steps)).toEqual(all.slice(0, count).map(steps));
        expect(new Set(shown).size).toBe(shown.length);
        for (const path of shown) expect(all).toContain(path);
        const edges = plainEdges(graph);
        for (const { objects, edges: by } of found) {
          by.forEach((edge, i) => {
            expect(edges[edge]).toMatchObject({ source: objects[i], target: objects[i + 1], absent: false });
            if (!weak) expect(edges[edge]!.weak).toBe(false);
          });
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('a way without some edges is as short as one measured without them, where roots of the same kind still reach', () => {
  fc.assert(
    fc.property(
      graphWith(['named', 'hidden'], { objects: 8, edges: 22 }),
      fc.nat(7),
      fc.array(fc.nat(21), { maxLength: 8 }),
      ({ graph, named, hidden }, pick, gone) => {
        const target = pick % graph.objectCount;
        const without = new Bitset(graph.targets.length);
        for (const edge of gone) if (edge < graph.targets.length) without.add(edge);
        const absent = without.words.map((word, w) => word | (graph.absent?.[w] ?? 0));
        const space = { ...spaceOf(graph, named, hidden), without };
        const left = distances({ ...graph, absent }, { named, hidden }, quietTask);
        if (space.distances.at(target) === NONE) return;
        const way = searchIn(space).find(target);
        const isSameKind = left.hidden.has(target) === space.hidden.has(target);
        const isReached = left.distances[target] !== NONE && isSameKind;
        expect(way?.edges.length).toBe(isReached ? left.distances[target] : undefined);
        for (const edge of way?.edges ?? []) expect(without.has(edge)).toBe(false);
      },
    ),
    { numRuns: 1000 },
  );
});

test('all paths, when more are asked for than there are', () => {
  fc.assert(
    fc.property(graphWith(['named'], { objects: 7, edges: 20 }), ({ graph, named }) => {
      const space = spaceOf(graph, named, new Uint32Array());
      const search = searchIn(space);
      for (let target = 0; target < graph.objectCount; target++) {
        const reached = space.distances.at(target) !== NONE;
        const shown = kShortestPaths(search, target, 100_000, quietTask).map((path) => path.objects.join());
        expect(shown.sort()).toEqual(reached ? allPaths(space, target).sort() : []);
      }
    }),
  );
});

test('the far end of a chain of two million objects', () => {
  const space = spaceOf(chainGraph(2_000_000), Uint32Array.of(0), new Uint32Array());
  const found = kShortestPaths(new GuidedSearch(space, () => undefined), 1_999_999, 5, quietTask);
  expect(found.map((path) => path.objects.length)).toEqual([2_000_000]);
});

test('a search can be stopped however little it looks at: there may be one for each of millions of objects', () => {
  const space = spaceOf(chainGraph(3), Uint32Array.of(0), Uint32Array.of());
  const step = () => {
    throw new CancelledError();
  };
  expect(() => kShortestPaths(searchIn(space), 2, 1, { phase: () => undefined, step })).toThrow(
    CancelledError,
  );
});
