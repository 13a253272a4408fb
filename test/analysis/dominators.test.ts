import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Graph } from '../../src/analysis/graph.ts';
import { NONE } from '../../src/model/kinds.ts';
import { dominatorsOf, freedBy, type RootedGraph, reachedWithout } from '../support/dominance.ts';
import { chainGraph, type EdgeSpec, graphOf, graphWith } from '../support/graph.ts';

const rooted = graphWith(['named', 'hidden']);

/** By the definition: of the others without which an object is not reached, the one that needs all of them. */
function definedDominators(each: RootedGraph): number[] {
  const { objectCount } = each.graph;
  const freed = Array.from({ length: objectCount }, (_, object) => new Set(freedBy(each, [object])));
  const reached = reachedWithout(each);
  return freed.map((_, object) => {
    if (!reached.has(object)) return NONE;
    const above = freed.flatMap((set, other) => (other !== object && set.has(object) ? [other] : []));
    return above.find((one) => above.every((other) => freed[other]!.has(one))) ?? objectCount;
  });
}

function fromRoot(graph: Graph): RootedGraph {
  return { graph, named: Uint32Array.of(0), hidden: new Uint32Array() };
}

/** Objects by letter: 'R A B' reads R → A, R → B. */
function lettered(lines: readonly string[]) {
  const rows = lines.map((line) => line.split(' '));
  const letters = [...new Set(rows.flat())];
  const edges = rows.flatMap(([source, ...targets]) =>
    targets.map((target) => ({ source: letters.indexOf(source!), target: letters.indexOf(target) })),
  );
  const { idoms } = dominatorsOf(fromRoot(graphOf(letters.length, edges)));
  return Object.fromEntries(letters.map((letter, i) => [letter, letters[idoms[i]!] ?? 'roots']));
}

describe('dominators', () => {
  test('are those of the definition', () => {
    fc.assert(
      fc.property(rooted, (each) => {
        expect([...dominatorsOf(each).idoms]).toEqual(definedDominators(each));
      }),
      { numRuns: 1000 },
    );
  });

  test('are those of the definition on sparse graphs, whose trees are deep', () => {
    fc.assert(
      fc.property(graphWith(['named', 'hidden'], { objects: 30, edges: 45 }), (each) => {
        expect([...dominatorsOf(each).idoms]).toEqual(definedDominators(each));
      }),
      { numRuns: 200 },
    );
  });

  test('come before what they dominate, and everything that is reached comes once', () => {
    fc.assert(
      fc.property(rooted, (each) => {
        const { idoms, objects, reachedCount } = dominatorsOf(each);
        const order = objects.subarray(1, reachedCount + 1);
        expect([...order].sort((a, b) => a - b)).toEqual([...reachedWithout(each)].sort((a, b) => a - b));
        const above = [...order].map((object) => idoms[object]!);
        above.forEach((dominator, i) => {
          if (dominator !== each.graph.objectCount) expect(order.indexOf(dominator)).toBeLessThan(i);
        });
      }),
    );
  });

  test("of Lengauer and Tarjan's example", () => {
    const lines = ['R A B C', 'A D', 'B A D E', 'C F G', 'D L', 'E H', 'F I', 'G I J', 'H E K', 'I K'];
    expect(lettered([...lines, 'J I', 'K I R', 'L H'])).toEqual({
      ...{ R: 'roots', A: 'R', B: 'R', C: 'R', D: 'R', E: 'R', F: 'C', G: 'C', H: 'R' },
      ...{ I: 'R', J: 'G', K: 'R', L: 'D' },
    });
  });

  test('of a loop that can be entered at two places: neither holds the other', () => {
    expect(lettered(['R A B', 'A C', 'B D', 'C D E', 'D C'])).toMatchObject({ C: 'R', D: 'R', E: 'C' });
  });
});

describe('five million objects', () => {
  test('in a chain', () => {
    const { idoms } = dominatorsOf(fromRoot(chainGraph(5_000_000)));
    expect([idoms[0], idoms[1], idoms[4_999_999]]).toEqual([5_000_000, 0, 4_999_998]);
  });
});

describe('a long list', () => {
  const LENGTH = 300_000;

  // What climbs one object at a time does not come to an end here.
  test('that leads to what something else holds as well', () => {
    const edges: EdgeSpec[] = [];
    for (let i = 0; i < LENGTH; i++) {
      if (i + 1 < LENGTH) edges.push({ source: i, target: i + 1 });
      edges.push({ source: i, target: LENGTH + i });
    }
    const owner = 2 * LENGTH;
    for (let i = 0; i < LENGTH; i++) edges.push({ source: owner, target: LENGTH + i });
    const graph = graphOf(owner + 1, edges);
    const { idoms } = dominatorsOf({ graph, named: Uint32Array.of(0, owner), hidden: new Uint32Array() });
    expect(idoms.subarray(LENGTH, owner).every((dominator) => dominator === owner + 1)).toBe(true);
    expect(idoms.subarray(1, LENGTH).every((dominator, i) => dominator === i)).toBe(true);
  });

  // Each step back would walk the whole way up, were the way not shortened.
  test('of which each object refers back to the first half', () => {
    const edges: EdgeSpec[] = [];
    for (let i = 0; i + 1 < LENGTH; i++) edges.push({ source: i, target: i + 1 });
    for (let i = 0; i < LENGTH; i++) edges.push({ source: LENGTH - 1, target: i });
    const { idoms } = dominatorsOf(fromRoot(graphOf(LENGTH, edges)));
    expect(idoms.subarray(1).every((dominator, i) => dominator === i)).toBe(true);
  });
});
