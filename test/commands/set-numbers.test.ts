import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabelSet } from '../../src/commands/partition/label-sets.ts';
import { SetNumbers } from '../../src/commands/partition/set-numbers.ts';

const label = fc.oneof(fc.nat(3), fc.nat(100), fc.constantFrom(0, 70_000));
const collected = fc.array(fc.oneof(fc.array(label, { maxLength: 4 }), fc.array(label, { maxLength: 40 })));

function numbersOf(lists: readonly (readonly number[])[]): number[] {
  const numbers = new SetNumbers();
  const labels = new LabelSet();
  return lists.map((list) => {
    labels.clear();
    for (const each of list) labels.add(each);
    return numbers.numberOf(labels.ascending(), labels.count);
  });
}

/** A key a set, in the order they first appear. */
function byText(lists: readonly (readonly number[])[]): number[] {
  const known = new Map<string, number>();
  return lists.map((list) => {
    const key = [...new Set(list)].sort((a, b) => a - b).join();
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  });
}

test('sets have the same number when the same labels were collected, in any order', () => {
  fc.assert(
    fc.property(collected, (lists) => {
      expect(numbersOf(lists)).toEqual(byText(lists));
    }),
  );
});

test('many sets are as different as few', () => {
  const lists = Array.from({ length: 20_000 }, (_, i) => [i % 300, (7 * i) % 40, 1000 + (i % 5), i % 2]);
  expect(numbersOf(lists)).toEqual(byText(lists));
});
