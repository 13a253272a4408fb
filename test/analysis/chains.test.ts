import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chains } from '../../src/analysis/chains.ts';
import { quietTask } from '../../src/base/task.ts';
import { NONE } from '../../src/model/kinds.ts';

interface Row {
  readonly head: number;
  readonly tail: number;
  readonly length: number;
  readonly size: number;
  readonly cyclic: boolean;
  readonly shared: boolean;
  readonly members: readonly number[];
}

function rowsOf(objectCount: number, members: Uint32Array, next: Uint32Array, sizes: Float64Array): Row[] {
  const found = chains(objectCount, members, next, sizes, quietTask);
  return Array.from({ length: found.chainCount }, (_, i) => ({
    head: found.heads[i]!,
    tail: found.tails[i]!,
    length: found.lengths[i]!,
    size: found.sizes[i]!,
    cyclic: found.cyclic[i] === 1,
    shared: found.shared[i] === 1,
    members: [...found.membersOf(i)],
  }));
}

/** Walks every chain from its head with a set of what it met. */
function walked(members: number[], next: Map<number, number>, sizes: Float64Array): Row[] {
  const followed = new Set(members.map((object) => next.get(object)));
  const walk = (head: number) => {
    const met = new Set<number>();
    let at: number | undefined = head;
    for (; at !== undefined && !met.has(at); at = next.get(at)) met.add(at);
    return { head, met, cyclic: at !== undefined, tail: at === undefined ? [...met].at(-1)! : NONE };
  };
  const walks = members.filter((object) => !followed.has(object)).map(walk);
  for (const object of members) {
    const cycle = walk(object);
    if (walks.some(({ met }) => met.has(object)) || !cycle.cyclic) continue;
    walks.push(cycle);
  }
  return walks.map(({ head, met, cyclic, tail }, i) => ({
    head,
    tail,
    length: met.size,
    size: [...met].reduce((sum, object) => sum + sizes[object]!, 0),
    cyclic,
    members: [...met],
    shared: walks.some((other, j) => i !== j && [...other.met].some((object) => met.has(object))),
  }));
}

const links = fc.integer({ min: 1, max: 14 }).chain((objectCount) =>
  fc.record({
    objectCount: fc.constant(objectCount),
    members: fc.uniqueArray(fc.nat(objectCount - 1), { maxLength: objectCount, size: 'max' }),
    // One more than there are objects: no next.
    next: fc.array(fc.nat(objectCount), { minLength: objectCount, maxLength: objectCount }),
    sizes: fc.array(fc.nat(100), { minLength: objectCount, maxLength: objectCount }),
  }),
);

test('heads, tails, lengths, sizes, cycles and shared tails equal those of walking each chain', () => {
  fc.assert(
    fc.property(links, ({ objectCount, members, next, sizes }) => {
      const known = new Map(
        members.flatMap((object) => (members.includes(next[object]!) ? [[object, next[object]!]] : [])) as [
          number,
          number,
        ][],
      );
      const columns = members.map((object) => (next[object]! < objectCount ? next[object]! : NONE));
      const bytes = Float64Array.from(sizes);
      expect(rowsOf(objectCount, Uint32Array.from(members), Uint32Array.from(columns), bytes)).toEqual(
        walked(members, known, bytes),
      );
    }),
    { numRuns: 500 },
  );
});

test('a million chains that share a tail of four million take linear time', () => {
  const objectCount = 5_000_000;
  const tail = 4_000_000;
  const members = Uint32Array.from({ length: objectCount }, (_, i) => i);
  // The tail counts down to 0; every other object is a head that leads into its far end.
  const next = members.map((i) => (i === 0 ? NONE : i < tail ? i - 1 : tail - 1));
  const found = chains(objectCount, members, next, new Float64Array(objectCount).fill(2), quietTask);
  expect(found.chainCount).toBe(1_000_000);
  expect([found.heads[0], found.tails[0], found.lengths[0], found.sizes[0], found.shared[0]]).toEqual([
    tail,
    0,
    tail + 1,
    2 * (tail + 1),
    1,
  ]);
});
