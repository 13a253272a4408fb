import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markEdgesInto } from '../../src/analysis/edges-into.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { sharedArray } from '../../src/base/shared-array.ts';
import { quietTask } from '../../src/base/task.ts';
import { ThreadTeam } from '../../src/session/team/thread-team.ts';
import { WatchedTeam } from '../support/watched-team.ts';

const OBJECTS = 40;

const heaps = fc
  .array(fc.record({ target: fc.nat(OBJECTS - 1), isAbsent: fc.boolean(), isMarked: fc.boolean() }), {
    maxLength: 300,
    size: 'max',
  })
  .chain((edges) => fc.tuple(fc.constant(edges), fc.uniqueArray(fc.nat(OBJECTS - 1)), fc.boolean()));

function bitsWhere(flags: readonly boolean[]): Bitset {
  const bits = new Bitset(flags.length, sharedArray(Uint32Array, (flags.length + 31) >>> 5));
  for (const [i, flag] of flags.entries()) if (flag) bits.add(i);
  return bits;
}

test('marks what leads to a set, is there, and was not marked; however many threads look', () => {
  const team = new WatchedTeam(new ThreadTeam(4, 1));
  fc.assert(
    fc.property(heaps, ([edges, members, hasCut]) => {
      const leads = edges.map(({ target, isAbsent }) => members.includes(target) && !(hasCut && isAbsent));
      const targets = sharedArray(Uint32Array, edges.length);
      targets.set(edges.map(({ target }) => target));
      const graph = {
        ...{ objectCount: OBJECTS, first: new Uint32Array(OBJECTS + 1), targets },
        kinds: new Uint8Array(edges.length),
        absent: hasCut ? bitsWhere(edges.map(({ isAbsent }) => isAbsent)).words : undefined,
      };
      const set = bitsWhere(Array.from({ length: OBJECTS }, (_, object) => members.includes(object)));
      for (const task of [quietTask, { ...quietTask, team }]) {
        const marked = bitsWhere(edges.map(({ isMarked }) => isMarked));
        expect(markEdgesInto(graph, set, marked, task)).toEqual({
          named: leads.filter(Boolean).length,
          added: leads.filter((does, e) => does && !edges[e]!.isMarked).length,
        });
        expect(edges.map((_, e) => marked.has(e))).toEqual(
          leads.map((does, e) => does || edges[e]!.isMarked),
        );
      }
    }),
  );
  expect(team.failures).toEqual([]);
  expect([...team.shared]).toEqual(['edges into a set']);
});
