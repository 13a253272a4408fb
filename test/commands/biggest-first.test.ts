import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { BiggestFirst } from '../../src/commands/partition/biggest-first.ts';
import { KnownOrder } from '../../src/commands/partition/group-order.ts';

/** Many that tie, neighbours of powers of two, and more than 32 bits. */
const size = fc.oneof(fc.constantFrom(0, 1, 15, 16, 17, 1023, 1024, 2 ** 32, 2 ** 45), fc.nat(100_000));
const randomGroups = fc.uniqueArray(fc.record({ key: fc.nat(99), count: fc.nat(3), size }), {
  selector: ({ key }) => key,
  maxLength: 60,
});

test('rows are those of one sort, in whichever order they are looked at, and bytes are added up down to each', () => {
  fc.assert(
    fc.property(randomGroups, fc.array(fc.nat(59), { maxLength: 60 }), (groups, looks) => {
      const full = groups.map((each) => ({ ...each, size: each.count === 0 ? 0 : each.size }));
      const sorted = full
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.size - a.size || b.count - a.count || (String(a.key) < String(b.key) ? -1 : 1));
      const keys = full.map(({ key }) => key);
      const sizes = Float64Array.from(full, (each) => each.size);
      const counts = Uint32Array.from(full, ({ count }) => count);
      const order = new BiggestFirst({ groupOf: new Uint32Array(0), keys }, { counts, sizes }, quietTask);
      expect(order.length).toBe(sorted.length);
      const all = sorted.map((_, row) => row);
      for (const row of [...looks.filter((each) => each < sorted.length), ...all]) {
        expect(keys[order.at(row)]).toBe(sorted[row]!.key);
        const above = sorted.slice(0, row + 1).reduce((sum, each) => sum + each.size, 0);
        expect(order.bytesTo(row)).toBe(above);
      }
      const known = new KnownOrder(
        Uint32Array.from(all, (row) => order.at(row)),
        sizes,
      );
      expect(all.map((row) => known.at(row))).toEqual(all.map((row) => order.at(row)));
      expect(all.map((row) => known.bytesTo(row))).toEqual(all.map((row) => order.bytesTo(row)));
    }),
  );
});

test('groups of equal bytes and count stand by name, equal names as they came', () => {
  const keys = ['b', 10, 9, 'a', '9', undefined];
  const tally = { counts: new Uint32Array(6).fill(1), sizes: new Float64Array(6).fill(32) };
  const order = new BiggestFirst({ groupOf: new Uint32Array(0), keys }, tally, quietTask);
  const rows = Array.from({ length: order.length }, (_, row) => keys[order.at(row)]);
  expect(rows).toEqual([10, 9, '9', 'a', 'b', undefined]);
});
