import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { countGroups, GroupMembers, groupByCell } from '../../src/commands/partition/groups.ts';
import { firstRows } from '../../src/commands/rows/group-rows.ts';

const values = fc.array(fc.constantFrom('a', 'b', 0, 3, 40, 1.5, -1, undefined, null, Number.NaN), {
  maxLength: 30,
});

test('items are together when their keys are the same value', () => {
  fc.assert(
    fc.property(values, (cells) => {
      const groups = groupByCell(cells.length, (item) => cells[item], quietTask);
      expect(groups.keys).toEqual([...new Set(cells)]);
      expect(Array.from(groups.groupOf, (group) => groups.keys[group])).toEqual(cells);
    }),
  );
});

test('members, counts and first rows agree with brute force', () => {
  fc.assert(
    fc.property(values, (cells) => {
      const groups = groupByCell(cells.length, (item) => cells[item], quietTask);
      const members = new GroupMembers(groups);
      groups.keys.forEach((key, group) => {
        const expected = cells.flatMap((cell, item) => (Object.is(cell, key) ? [item] : []));
        expect([...members.of(group)]).toEqual(expected);
        expect(countGroups(groups, quietTask)[group]).toBe(expected.length);
        expect(firstRows(groups, quietTask)[group]).toBe(expected[0]);
      });
    }),
  );
});
