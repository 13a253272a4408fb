import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../../src/analysis/graph.ts';
import { type CutAnswer, MinimumCut } from '../../src/analysis/minimum-cut/minimum-cut.ts';
import type { ResidualSearchSizes } from '../../src/analysis/minimum-cut/residual-search.ts';
import { pagedEdgeReferrers, pagedEdges } from '../../src/analysis/paged-graph.ts';
import { edgeReferrers } from '../../src/analysis/referrers.ts';
import type { Path } from '../../src/analysis/shortest-path.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { quietTask } from '../../src/base/task.ts';
import { arbitraryGraph, chainGraph, graphOf, plainEdges } from '../support/graph.ts';

const MAX = 3;

interface Question {
  readonly graph: Graph;
  readonly roots: readonly number[];
  readonly targets: readonly number[];
  readonly avoid: readonly number[];
  readonly max: number;
  readonly sizes?: ResidualSearchSizes;
}

/** Heaps of few objects are searched in all the ways that those of millions are. */
const sizes: fc.Arbitrary<ResidualSearchSizes> = fc.record({
  fewTargets: fc.constantFrom(0, 1),
  near: fc.constantFrom(0, 1 / 4, 1),
  mostLost: fc.constantFrom(0, 1 / 2, 1),
  fewLost: fc.constantFrom(0, 10),
});

/** Graphs with few objects and many edges between them, so that cuts of every small size come up. */
const question: fc.Arbitrary<Question> = arbitraryGraph({ objects: 7, edges: 16 }).chain((graph) => {
  const object = fc.nat(graph.objectCount - 1);
  const edge = fc.nat(Math.max(0, graph.targets.length - 1));
  return fc
    .record({
      graph: fc.constant(graph),
      roots: fc.uniqueArray(object, { minLength: 1, maxLength: 3 }),
      targets: fc.uniqueArray(object, { minLength: 1, maxLength: 3 }),
      avoid: fc.uniqueArray(edge, { maxLength: 3 }),
      max: fc.integer({ min: 1, max: MAX }),
      sizes,
    })
    .map((each) => ({ ...each, targets: each.targets.filter((target) => !each.roots.includes(target)) }));
});

/** `before`: how many of the edges to avoid there were when it was asked the first time. */
function ask({ graph, roots, targets, avoid, max, sizes }: Question, before?: number): CutAnswer {
  const avoiding = (edges: readonly number[]) => {
    const avoided = new Bitset(graph.targets.length);
    for (const edge of edges) if (edge < graph.targets.length) avoided.add(edge);
    return edges.length === 0 ? undefined : (edge: number) => avoided.has(edge);
  };
  const cut = new MinimumCut(
    {
      forward: { ...pagedEdges(graph.objectCount, graph), absent: graph.absent },
      referrers: pagedEdgeReferrers(edgeReferrers(graph, quietTask)),
    },
    {
      roots: Uint32Array.from(roots),
      targets: Uint32Array.from(targets),
      max,
    },
    quietTask,
    sizes,
  );
  if (before !== undefined) {
    const answer = cut.find(avoiding(avoid.slice(0, before)), quietTask);
    // Less can be cut with more to avoid.
    if (answer.kind !== 'cut') return answer;
  }
  return cut.find(avoiding(avoid), quietTask);
}

/** What is reached without some edges, the slow way. */
function reached({ graph, roots }: Question, cut: readonly number[]): Set<number> {
  const found = new Set(roots);
  const edges = plainEdges(graph).filter(({ retains, edge }) => retains && !cut.includes(edge));
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { source, target } of edges) if (found.has(source)) found.add(target);
  }
  return found;
}

/** All cuts of the smallest size, by trying every choice of up to three edges. */
function smallestCuts(asked: Question): number[][] {
  const edges = plainEdges(asked.graph)
    .filter(({ retains, edge }) => retains && !asked.avoid.includes(edge))
    .map(({ edge }) => edge);
  let choices: number[][] = [[]];
  for (let size = 0; size <= MAX; size++) {
    const cuts = choices.filter((cut) => {
      const left = reached(asked, cut);
      return !asked.targets.some((target) => left.has(target));
    });
    if (cuts.length > 0) return cuts;
    choices = choices.flatMap((cut) =>
      edges.filter((edge) => edge > (cut.at(-1) ?? -1)).map((edge) => [...cut, edge]),
    );
  }
  return [];
}

function expectPath({ graph, roots, targets }: Question, { objects, edges }: Path): void {
  expect(roots).toContain(objects[0]);
  expect(targets).toContain(objects.at(-1));
  expect(new Set(objects).size).toBe(objects.length);
  const rows = plainEdges(graph);
  edges.forEach((edge, i) => {
    expect(rows[edge]).toMatchObject({ retains: true, source: objects[i], target: objects[i + 1] });
  });
}

test('it is a smallest cut, the nearest one, with as many disjoint paths; by trying all choices of edges', () => {
  const before = fc.option(fc.nat({ max: 3 }), { nil: undefined });
  fc.assert(
    fc.property(question, before, (asked, before) => {
      const answer = ask(asked, before);
      const cuts = smallestCuts(asked);
      if (answer.kind !== 'cut') {
        expect(cuts.length === 0 || cuts[0]!.length > asked.max).toBe(true);
        if (answer.kind === 'not to be cut') {
          const open = plainEdges(asked.graph).map(({ edge }) => edge);
          const left = reached(
            asked,
            open.filter((edge) => !asked.avoid.includes(edge)),
          );
          expect(asked.targets.some((target) => left.has(target))).toBe(true);
        }
        return;
      }
      const edges = [...answer.edges];
      expect(cuts.map((cut) => cut.join())).toContain(edges.toSorted((a, b) => a - b).join());
      expect(edges.length).toBeLessThanOrEqual(asked.max);
      const left = reached(asked, edges);
      for (const cut of cuts) for (const object of reached(asked, cut)) expect(left).toContain(object);
      expect(answer.paths.length).toBe(edges.length);
      for (const [i, path] of answer.paths.entries()) {
        expectPath(asked, path);
        expect([...path.edges]).toContain(edges[i]);
      }
      const used = answer.paths.flatMap((path) =>
        [...path.edges].filter((edge) => !asked.avoid.includes(edge)),
      );
      expect(new Set(used).size).toBe(used.length);
    }),
    { numRuns: 3000 },
  );
});

test('the cut is the same however it is searched, where there is much to lose and to meet again', () => {
  const larger = arbitraryGraph({ objects: 120, edges: 400 }).chain((graph) =>
    fc.record({
      graph: fc.constant(graph),
      target: fc.nat(graph.objectCount - 1),
      avoid: fc.uniqueArray(fc.nat(Math.max(0, graph.targets.length - 1)), { maxLength: 40 }),
      sizes,
    }),
  );
  fc.assert(
    fc.property(larger, fc.nat({ max: 40 }), ({ graph, target, avoid, sizes }, before) => {
      fc.pre(target > 1);
      const asked = { graph, roots: [0, 1], targets: [target], avoid, max: 100 };
      const answer = ask({ ...asked, sizes }, before);
      const anew = ask({ ...asked, sizes: { fewTargets: 0, near: 0, mostLost: 0, fewLost: 0 } });
      expect(answer.kind).toBe(anew.kind);
      if (answer.kind === 'cut' && anew.kind === 'cut')
        expect([...answer.edges].toSorted()).toEqual([...anew.edges].toSorted());
    }),
    { numRuns: 1000 },
  );
});

test('a unit that went the wrong way is sent another', () => {
  //     ┌─→ 2 ─→ 8 ─┐
  // 0 ─→ 1 ────┐    ↓     The shortest way, 0 1 4 5, is none of the two that share no edge.
  // └─→ 3 ─→ 6 ─→ 4 ─→ 5
  const pairs = [
    [0, 1],
    [1, 2],
    [2, 8],
    [8, 5],
    [1, 4],
    [0, 3],
    [3, 6],
    [6, 4],
    [4, 5],
  ];
  const graph = graphOf(
    9,
    pairs.map(([source, target]) => ({ source: source!, target: target! })),
  );
  const answer = ask({ graph, roots: [0], targets: [5], avoid: [], max: 5 });
  if (answer.kind !== 'cut') throw new Error(answer.kind);
  expect(answer.paths.map(({ objects }) => [...objects].join(' ')).toSorted()).toEqual([
    '0 1 2 8 5',
    '0 3 6 4 5',
  ]);
});

test('parallel edges are cut together, and targets are crossed by no path to another', () => {
  const graph = graphOf(3, [
    { source: 0, target: 1 },
    { source: 0, target: 1 },
    { source: 1, target: 1 },
    { source: 1, target: 2 },
  ]);
  const answer = ask({ graph, roots: [0], targets: [1, 2], avoid: [], max: 5 });
  if (answer.kind !== 'cut') throw new Error(answer.kind);
  expect([...answer.edges].toSorted()).toEqual([0, 1]);
  expect(ask({ graph, roots: [0], targets: [1, 2], avoid: [], max: 1 }).kind).toBe('too many');
  expect(ask({ graph, roots: [0], targets: [2], avoid: [3], max: 1 }).kind).toBe('too many');
  expect(ask({ graph, roots: [0], targets: [2], avoid: [0, 3], max: 1 }).kind).toBe('not to be cut');
});

test('a chain of a million objects is cut at its end, and neither recursion nor squares are in the way', () => {
  const count = 1_000_000;
  const answer = ask({ graph: chainGraph(count), roots: [0], targets: [count - 1], avoid: [], max: 20 });
  expect(answer).toMatchObject({ kind: 'cut', edges: Uint32Array.of(count - 2) });
});
