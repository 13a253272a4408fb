import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharedArray } from '../../src/base/shared-array.ts';
import { quietTask, type Task } from '../../src/base/task.ts';
import { soloTeam } from '../../src/base/team.ts';
import { byColumn } from '../../src/commands/partition/by-column.ts';
import { SMALL } from '../../src/commands/partition/count-small.ts';
import { GroupMembers } from '../../src/commands/partition/groups.ts';

/** As many orders as three threads would get, done one after the other. */
const inOrders: Task = { ...quietTask, team: { ...soloTeam, size: 3, leastRows: 1 } };

const near = [0, 1, 8, SMALL - 1, SMALL, SMALL + 1, 2 ** 32 - 1];
const doubles = fc.oneof(
  fc.constantFrom(...near, -0, -1, -0.5, 0.5, 8.5, 2 ** 32, 2 ** 53, -(2 ** 53), Number.NaN),
  fc.nat(20),
  fc.nat(10 * SMALL),
);
const whole = fc.oneof(fc.constantFrom(...near), fc.nat(20), fc.nat(10 * SMALL));

function shared(type: typeof Float64Array | typeof Uint32Array, values: readonly number[]) {
  const array = sharedArray<Float64Array | Uint32Array>(type, values.length);
  array.set(values);
  return array;
}

/** What a Map of values makes of them, by value. */
function groupsOf(values: readonly number[], sizes: readonly number[]) {
  const groups = new Map<number, { members: number[]; size: number }>();
  values.forEach((value, object) => {
    const group = groups.get(value) ?? { members: [], size: 0 };
    group.members.push(object);
    group.size += sizes[object]!;
    groups.set(value, group);
  });
  return groups;
}

test.each([
  ['doubles', Float64Array, doubles],
  ['whole numbers', Uint32Array, whole],
] as const)('%s: groups, what is in them and their bytes are those of a Map', (_, type, value) => {
  const row = fc.record({ value, size: fc.nat(1000) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.constantFrom(quietTask, inOrders), (rows, task) => {
      const values = rows.map((each) => each.value);
      const sizes = rows.map(({ size }) => size);
      const column = { values: shared(type, values), none: 8 };
      const { groups, tally } = byColumn(column, shared(Float64Array, sizes) as Float64Array, task);
      const expected = groupsOf(values, sizes);
      const key = (number: number | undefined) => (number === undefined ? 8 : number);
      expect(groups.keys).not.toContain(8);
      expect(groups.keys).toHaveLength(expected.size);
      const members = new GroupMembers({ groupOf: groups.groupOf, keys: groups.keys });
      groups.keys.forEach((each, group) => {
        const { members: objects, size } = expected.get(key(each as number | undefined))!;
        expect([...members.of(group)]).toEqual(objects);
        expect(tally.counts[group]).toBe(objects.length);
        expect(tally.sizes[group]).toBe(size);
      });
    }),
  );
});

test('one group, and no object at all', () => {
  const one = byColumn(
    { values: new Float64Array(9).fill(2 ** 40) },
    new Float64Array(9).fill(16),
    quietTask,
  );
  expect(one.groups.keys).toEqual([2 ** 40]);
  expect([...one.tally.counts]).toEqual([9]);
  expect([...one.tally.sizes]).toEqual([144]);
  const none = byColumn({ values: new Uint32Array(0) }, new Float64Array(0), quietTask);
  expect(none.groups.keys).toEqual([]);
  expect(none.groups.groupOf).toHaveLength(0);
});
