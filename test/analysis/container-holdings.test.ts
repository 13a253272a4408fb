import fc from 'fast-check';
import { expect, test } from 'vitest';
import { containerHoldings } from '../../src/analysis/container-holdings.ts';
import { Bitset } from '../../src/base/bitset.ts';
import { quietTask } from '../../src/base/task.ts';
import { freedBy, treeOf } from '../support/dominance.ts';
import { heap } from '../support/heap.ts';

const label = fc.nat({ max: 7 }).map((n) => `o${n}`);
const spec = fc.record({
  lists: fc.array(fc.array(label, { maxLength: 5 }), { minLength: 8, maxLength: 8 }),
  roots: fc.array(label, { maxLength: 3 }),
  alive: fc.array(fc.nat({ max: 7 }), { maxLength: 2 }),
  least: fc.integer({ min: 1, max: 100 }),
});

test('what the items of each container retain, each item once, those that are alive anyway left out', () => {
  fc.assert(
    fc.property(spec, ({ lists, roots, alive, least }) => {
      const { snapshot, id } = heap({
        objects: Object.fromEntries(
          lists.map((elements, i) => [`o${i}`, { type: 'list', size: 10 + i, elements }]),
        ),
        roots: { module: roots },
      });
      const graph = { objectCount: 8, ...snapshot.edges, absent: undefined };
      const rooted = { graph, named: Uint32Array.from(roots, id), hidden: new Uint32Array() };
      const tree = treeOf(rooted, snapshot.objects.sizes);
      const free = new Bitset(8);
      for (const object of alive) free.add(object);
      const all = Uint32Array.from(lists.keys());
      const found = containerHoldings(graph, tree, all, { alive: free, least }, quietTask);
      const expected = lists
        .map((elements, container) => {
          const items = [...new Set(elements.map(id))].filter((item) => !alive.includes(item));
          const retained = items.map((item) =>
            freedBy(rooted, [item]).reduce((sum, each) => sum + 10 + each, 0),
          );
          return {
            container,
            itemCount: items.length,
            retained: retained.reduce((sum, each) => sum + each, 0),
          };
        })
        .filter(({ container, retained }) => retained >= least && freedBy(rooted, [container]).length > 0)
        .sort((a, b) => b.retained - a.retained || a.container - b.container);
      expect(found).toEqual(expected);
    }),
  );
});
