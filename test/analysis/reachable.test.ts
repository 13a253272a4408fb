import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reachable } from '../../src/analysis/reachable.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { quietTask } from '../../src/base/task.ts';
import { chainGraph, graphWith, plainEdges } from '../support/graph.ts';

test('what is reached equals what spreading over the edges until nothing changes finds', () => {
  fc.assert(
    fc.property(
      graphWith(['from', 'excluded']),
      fc.constantFrom(1, 2, 3),
      ({ graph, from, excluded }, every) => {
        const exclude = new Bitset(graph.objectCount);
        for (const object of excluded) exclude.add(object);
        const follow = every === 1 ? undefined : (edge: number) => edge % every === 0;
        const expected = new Set([...from].filter((object) => !exclude.has(object)));
        for (let round = 0; round < graph.objectCount; round++)
          for (const { edge, source, target, retains } of plainEdges(graph))
            if ((follow?.(edge) ?? retains) && expected.has(source) && !exclude.has(target))
              expected.add(target);
        const { indexes, members } = reachable(graph, { from, follow, exclude }, quietTask);
        expect(indexes.toSorted()).toEqual(Uint32Array.from(expected).toSorted());
        expect(members.count()).toBe(indexes.length);
        expect([...indexes].every((object) => members.has(object))).toBe(true);
      },
    ),
  );
});

test('a closure of five million steps', () => {
  expect(reachable(chainGraph(5_000_000), { from: Uint32Array.of(0) }, quietTask).indexes.length).toBe(
    5_000_000,
  );
});
