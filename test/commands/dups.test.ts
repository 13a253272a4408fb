import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HeapSpec, heap, type ObjectSpec } from '../support/heap.ts';
import { many } from '../support/planted.ts';
import { cellsOf, handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';

function tableOf(spec: HeapSpec, line = 'dups') {
  return sessionOn(heap(spec).snapshot).table(line);
}

/** The objects of rows of two and more, each ascending, in a definite order. */
function sorted(groups: readonly (readonly number[])[]): number[][] {
  return groups.map((group) => group.toSorted((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
}

const simple: fc.Arbitrary<ObjectSpec> = fc.oneof(
  fc.record({
    type: fc.constantFrom('str', 'app.Text'),
    value: fc.constantFrom('', 'a', 'é', '\ud800', 'long'),
    length: fc.constantFrom(1, 2, 500),
    size: fc.nat({ max: 100 }),
  }),
  fc.record({ type: fc.constant('bytes'), value: fc.uint8Array({ maxLength: 1 }) }),
  fc.record({
    type: fc.constantFrom('int', 'bool'),
    value: fc.constantFrom(0n, 1n, -1n, 2n ** 62n, 2n ** 62n + 1n),
  }),
  fc.record({
    type: fc.constant('float'),
    value: fc.constantFrom(0, -0, 1, 0.1, Number.NaN, Number.POSITIVE_INFINITY),
  }),
  fc.constant({ type: 'app.Node' }),
);

/** Tuples hold objects before them, so that equality can be told by recursion. */
const objects = fc
  .tuple(
    fc.array(simple, { minLength: 1, maxLength: 8 }),
    fc.array(fc.tuple(fc.constantFrom('tuple', 'app.Pair'), fc.array(fc.nat(), { maxLength: 3 })), {
      maxLength: 12,
    }),
  )
  .map(([values, tuples]): ObjectSpec[] => [
    ...values,
    ...tuples.map(([type, elements], i) => ({
      type,
      elements: elements.map((element) => `o${element % (values.length + i)}`),
    })),
  ]);

/** A text for each object that is the same where they are equal, by the definition. */
function worth(all: readonly ObjectSpec[], object: number): string {
  const { type, value, elements, length } = all[object]!;
  if (elements !== undefined)
    return `${type}(${elements.map((each) => worth(all, Number(each.slice(1)))).join()})`;
  if (value === undefined) return `object ${object}`;
  const bits =
    typeof value === 'number' ? Buffer.from(Float64Array.of(value).buffer).toString('hex') : String(value);
  return `${type} ${escape(bits)} ${length}`;
}

describe('dups', () => {
  test('groups what is worth the same, as the definition says', async () => {
    await fc.assert(
      fc.asyncProperty(objects, async (all) => {
        const answer = await tableOf({
          objects: Object.fromEntries(all.map((each, i) => [`o${i}`, each])),
          types: { 'app.Text': { kind: 'string' }, 'app.Pair': { kind: 'tuple' } },
        });
        const values = all.map((_, object) => worth(all, object));
        const groups = [...new Set(values)].map((value) =>
          [...all.keys()].filter((each) => values[each] === value),
        );
        expect(sorted(handlesOf(answer))).toEqual(sorted(groups.filter(({ length }) => length > 1)));
        for (const [row, cells] of rowsOf(answer).entries()) {
          const sizes = [...answer.objectsOf(row)].map((object) => all[object]!.size ?? 16);
          const size = sizes.reduce((sum, each) => sum + each, 0);
          expect(cells).toMatchObject({ count: sizes.length, size, saved: size - Math.max(...sizes) });
        }
        const saved = cellsOf(answer, 'saved').flat().map(Number);
        expect(saved).toEqual(saved.toSorted((a, b) => b - a));
        expect(answer.totals).toEqual({
          objects: cellsOf(answer, 'count').reduce((sum, [count]) => sum + Number(count) - 1, 0),
          bytes: saved.reduce((sum, each) => sum + each, 0),
        });
      }),
    );
  });

  test('of a long text only the beginning is known, and that is said', async () => {
    const text = { type: 'str', value: 'abc', size: 600 };
    const answer = await tableOf({
      objects: {
        a: { ...text, length: 500 },
        b: { ...text, length: 500 },
        other: { ...text, length: 501 },
        pair: { type: 'tuple', elements: ['a'] },
        same: { type: 'tuple', elements: ['b'] },
      },
    });
    expect(cellsOf(answer, 'count', 'type', 'whole')).toEqual([
      [2, 'str', false],
      [2, 'tuple', false],
    ]);
    expect(answer.provenance).toMatchObject({
      exact: false,
      bound: expect.stringMatching(/^of 2 values .* only the beginning/),
    });
    expect((await tableOf({ objects: { a: text, b: text } })).provenance.exact).toBe(true);
  });

  test('tuples in circles are equal to themselves alone, and a deep nest does not overflow', async () => {
    const circle = await tableOf({
      objects: {
        a: { type: 'tuple', elements: ['list', 'b'] },
        b: { type: 'tuple', elements: ['list', 'a'] },
        self: { type: 'tuple', elements: ['self'] },
        list: { type: 'list', elements: ['a'] },
      },
    });
    expect(circle.rowCount).toBe(0);
    const depth = 50_000;
    const nest = (name: string) =>
      many(name, depth, (i) => ({ type: 'tuple', elements: i + 1 < depth ? [`${name}${i + 1}`] : [] }));
    const answer = await tableOf({ objects: { ...nest('a'), ...nest('b') } });
    expect([answer.rowCount, answer.totals!.objects]).toEqual([depth, depth]);
  });

  test('of equal tuples the one that is looked into first may stand behind the others', async () => {
    const answer = await tableOf({
      objects: {
        outer: { type: 'tuple', elements: ['last'] },
        early: { type: 'tuple', elements: ['one'] },
        last: { type: 'tuple', elements: ['one'] },
        one: { type: 'int', value: 1 },
      },
    });
    expect(handlesOf(answer)).toEqual([[1, 2]]);
  });

  test('owners are the same in whichever order rows are looked at', async () => {
    const count = 400;
    const spec: HeapSpec = {
      objects: {
        ...many('text', 2 * count, (i) => ({
          type: 'str',
          value: `x${i % count}`,
          size: 1000 - (i % count),
        })),
        ...many('list', count, (i) => ({
          type: i % 3 === 0 ? 'tuple' : 'list',
          elements: [`text${i}`, `text${count + i}`, `text${(i * 7) % count}`],
        })),
      },
    };
    const forwards = cellsOf(await tableOf(spec, 'dups str'), 'owners').flat();
    const answer = await tableOf(spec, 'dups str');
    const owners = answer.columns.find(({ name }) => name === 'owners')!;
    const backwards = forwards.map((_, i) => owners.cell(count - 1 - i)).reverse();
    expect(backwards).toEqual(forwards);
    expect(forwards.slice(0, 3)).toEqual(['tuple 100%', 'list 100%', 'list 100%']);
    expect(new Set(forwards).size).toBeGreaterThan(2);
  });

  test('a tuple of which elements are missing, or that has fields, is like no other', async () => {
    const answer = await tableOf({
      objects: {
        short: { type: 'tuple', elements: [], length: 1 },
        other: { type: 'tuple', elements: [], length: 1 },
        one: { type: 'tuple', elements: ['x'], length: 1, attributes: { f: 'x' } },
        two: { type: 'tuple', elements: ['x'], length: 1, attributes: { f: 'x' } },
        x: { type: 'app.Node' },
      },
    });
    expect(answer.rowCount).toBe(0);
  });

  test('of a set, by its objects alone; who owns them, by class or dict of class', async () => {
    const spec: HeapSpec = {
      objects: {
        ...many('node', 3, (i) => ({ type: 'app.Node', attributes: { __dict__: `fields${i}` } })),
        ...many('fields', 3, (i) => ({ type: 'dict', entries: [['key', `name${i}`]] })),
        ...many('name', 3, () => ({ type: 'str', value: 'x', size: 50 })),
        key: { type: 'str', value: 'name' },
        list: { type: 'list', elements: ['name0'] },
        one: { type: 'int', value: 1 },
        again: { type: 'int', value: 1 },
      },
    };
    expect(cellsOf(await tableOf(spec, 'dups str'), 'count', 'value', 'owners')).toEqual([
      [3, "'x'", 'dict of app.Node 75%, list 25%'],
    ]);
    expect((await tableOf(spec, 'list->* | dups')).rowCount).toBe(0);
    expect((await tableOf(spec, 'duplicates')).rowCount).toBe(2);
  });
});
