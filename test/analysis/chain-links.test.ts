import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chains } from '../../src/analysis/chains.ts';
import { linksOfOneType } from '../../src/analysis/links-of-one-type.ts';
import { longChainMembers } from '../../src/analysis/long-chain-members.ts';
import { quietTask } from '../../src/base/task.ts';
import { NONE } from '../../src/model/kinds.ts';
import { heap } from '../support/heap.ts';

const links = fc.array(fc.option(fc.nat({ max: 11 }), { nil: NONE }), { minLength: 1, maxLength: 12 });

test('the members of long chains, each once, by walking from every head', () => {
  fc.assert(
    fc.property(links, fc.integer({ min: 1, max: 6 }), (next, least) => {
      const members = Uint32Array.from(next.keys());
      const targets = Uint32Array.from(next);
      const sizes = new Float64Array(12).fill(1);
      const found = chains(12, members, targets, sizes, quietTask);
      const long = longChainMembers(12, members, targets, found, least, quietTask);
      const expected = new Set<number>();
      for (let row = 0; row < found.chainCount; row++) {
        if (found.lengths[row]! >= least) for (const member of found.membersOf(row)) expected.add(member);
      }
      expect([...long].sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b));
    }),
  );
});

test('fields that lead from objects of a type to others of it, also through the dicts of instances', () => {
  const { snapshot, id } = heap({
    objects: {
      a: { type: 'app.Node', attributes: { next: 'b', other: 'thing', __dict__: 'fields' } },
      b: { type: 'app.Node', attributes: { next: 'a', owner: 'a', __dict__: 'more' } },
      fields: {
        type: 'dict',
        entries: [
          ['up', 'b'],
          ['thingKey', 'thing'],
        ],
      },
      more: {
        type: 'dict',
        entries: [
          ['up', 'a'],
          ['self', 'more'],
        ],
      },
      up: { type: 'str', value: 'up' },
      thingKey: { type: 'str', value: 'thing' },
      self: { type: 'str', value: 'self' },
      thing: { type: 'app.Thing', elements: ['thing'] },
    },
  });
  const owners = new Uint32Array(snapshot.objectCount).fill(NONE);
  owners[id('fields')] = id('a');
  owners[id('more')] = id('b');
  const find = (least: number) =>
    linksOfOneType(snapshot.edges, snapshot.objects.typeIndexes, owners, least, quietTask).map((link) => [
      snapshot.types[link.type]!.name,
      link.inDict ? link.name : snapshot.names.text(link.name),
      link.count,
    ]);
  expect(find(2)).toEqual(
    expect.arrayContaining([
      ['app.Node', 'next', 2],
      ['app.Node', id('up'), 2],
    ]),
  );
  expect(find(2)).toHaveLength(2);
  expect(find(1)).toContainEqual(['app.Node', 'owner', 1]);
});
