import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstHolders, firstHoldersAmong } from '../../src/analysis/holders.ts';
import { pagedReferrers } from '../../src/analysis/paged-graph.ts';
import { referrers } from '../../src/analysis/referrers.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { quietTask } from '../../src/base/task.ts';
import { NONE } from '../../src/model/kinds.ts';
import { graphWith, plainEdges } from '../support/graph.ts';

test('the lowest object with an edge that retains, of those not excepted', () => {
  fc.assert(
    fc.property(graphWith(['objects', 'excepted']), ({ graph, objects, excepted }) => {
      const except = new Bitset(graph.objectCount);
      for (const object of excepted) except.add(object);
      const expected = Array.from(objects, (object) => {
        const holders = plainEdges(graph).filter(
          ({ source, target, retains }) => target === object && retains && !except.has(source),
        );
        return Math.min(NONE, ...holders.map(({ source }) => source));
      });
      expect([...firstHolders(graph, objects, except, quietTask)]).toEqual(expected);
      const rows = referrers(graph, quietTask);
      expect([...firstHoldersAmong(pagedReferrers(rows), objects, except, quietTask)]).toEqual(expected);
    }),
  );
});
