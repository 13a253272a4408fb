import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distances } from '../../src/analysis/distances.ts';
import { freedObjects } from '../../src/analysis/freed.ts';
import { reachable } from '../../src/analysis/reachable.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { quietTask } from '../../src/base/task.ts';
import { NONE } from '../../src/model/kinds.ts';
import { chainGraph, graphWith } from '../support/graph.ts';

test('reachable is what has a distance', () => {
  fc.assert(
    fc.property(graphWith(['named', 'hidden'], { objects: 70, edges: 120 }), ({ graph, named, hidden }) => {
      const found = reachable(graph, Uint32Array.of(...named, ...hidden), quietTask);
      const far = distances(graph, { named, hidden }, quietTask);
      expect(Array.from(far.distances, (_, object) => found.has(object))).toEqual(
        Array.from(far.distances, (distance) => distance !== NONE),
      );
      expect(found.count()).toBe(far.reachedCount);
    }),
  );
});

test('a chain of five million objects is no depth to be lost in', () => {
  expect(reachable(chainGraph(5_000_000), Uint32Array.of(3), quietTask).count()).toBe(4_999_997);
});

test('freed is what was there before and is not after', () => {
  const bits = fc.uint8Array({ minLength: 100, maxLength: 100, max: 1 });
  fc.assert(
    fc.property(bits, bits, (before, after) => {
      const gone = [...before.keys()].filter((object) => before[object] === 1 && after[object] === 0);
      expect([...freedObjects(bitset(before), bitset(after), quietTask)]).toEqual(gone);
    }),
  );
});

function bitset(flags: Uint8Array): Bitset {
  const bits = new Bitset(flags.length);
  flags.forEach((flag, i) => {
    if (flag === 1) bits.add(i);
  });
  return bits;
}
