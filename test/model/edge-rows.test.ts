import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EdgeRows } from '../../src/model/edge-rows.ts';

const OBJECTS = 20;

test('extras follow the ordered edges of their source, each in the order it was added', () => {
  const object = fc.nat({ max: OBJECTS - 1 });
  const edges = fc.array(fc.tuple(object, fc.boolean()), { size: 'max', maxLength: 200 });
  fc.assert(
    fc.property(edges, (list) => {
      const rows = new EdgeRows();
      const expected: number[][] = Array.from({ length: OBJECTS }, () => []);
      // The number of the edge stands for its target, so that the order shows.
      for (const extra of [false, true]) {
        for (let source = 0; source < OBJECTS; source++) {
          const own = [...list.entries()].filter(
            ([, [from, isExtra]]) => from === source && isExtra === extra,
          );
          if (!extra && own.length > 0) rows.begin(source);
          for (const [edge] of own) {
            expected[source]!.push(edge);
            if (!extra) rows.add(edge, 0, edge);
          }
        }
      }
      for (const [edge, [source, extra]] of list.entries()) if (extra) rows.addExtra(source, edge, 0, edge);
      const { first, targets, names } = rows.finish(OBJECTS);
      expect(targets.length).toBe(list.length);
      const actual = expected.map((_, source) => [...targets.subarray(first[source]!, first[source + 1]!)]);
      expect(actual).toEqual(expected);
      expect([...names]).toEqual([...targets]);
    }),
  );
});
