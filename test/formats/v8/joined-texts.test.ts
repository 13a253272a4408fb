import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf, sessionOn } from '../../support/run-command.ts';
import { type EdgeSpec, heapsnapshot, type NodeSpec, read, rooted } from './heapsnapshot.ts';

const internal = (name: string, to: number): EdgeSpec => ({ type: 'internal', name, to });
const JOINED = '(concatenated string)';

function joined(place: number, first: number, second: number): NodeSpec {
  const edges = [internal('second', second), internal('first', first)];
  return { type: 'concatenated string', name: JOINED, id: 2 * place + 1, size: 32, edges };
}

function text(place: number, name: string): NodeSpec {
  return { type: 'string', name, id: 2 * place + 1, size: 16 + name.length };
}

/** Where the first node is that is not made up. */
const FIRST = 2;

test('length and beginning of random ropes are those of the text', async () => {
  const ropes = fc.record({
    texts: fc.array(fc.string({ maxLength: 300, unit: fc.constantFrom('a', 'ß', '€', '😀') }), {
      minLength: 1,
      maxLength: 4,
    }),
    parts: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(ropes, async ({ texts, parts }) => {
      const whole = [...texts];
      const nodes = texts.map((each, i) => text(FIRST + i, each));
      // Each of what was there before: no text is in itself, and some double.
      for (const [a, b] of parts) {
        const [left, right] = [a % whole.length, b % whole.length];
        nodes.push(joined(FIRST + nodes.length, FIRST + left, FIRST + right));
        whole.push(whole[left]! + whole[right]!);
      }
      const globals = nodes.map((_, i) => FIRST + i);
      const session = sessionOn(await read(heapsnapshot(rooted(globals, [], nodes))));
      const rows = rowsOf(await session.table(`"${JOINED}" | select @id, @len, @value`));
      for (const row of rows) {
        const expected = whole[(Number(row.id) - 1) / 2 - FIRST]!;
        expect(row.len).toBe(Array.from(expected).length);
        const value = String(row.value);
        const isWhole = Array.from(expected).length <= 1024 && expected.length <= 1024;
        if (isWhole) expect(value).toBe(expected);
        else expect(value.endsWith('…') && expected.startsWith(value.slice(0, -1))).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('a rope of hundreds of thousands of pieces, leaning to either side, begins and ends at once', {
  timeout: 120_000,
}, async () => {
  const count = 300_000;
  const left = Array.from({ length: count }, (_, i) =>
    joined(FIRST + i, i + 1 < count ? FIRST + i + 1 : FIRST + 2 * count, FIRST + 2 * count),
  );
  const right = Array.from({ length: count }, (_, i) => {
    const place = FIRST + count + i;
    return joined(place, FIRST + 2 * count, i + 1 < count ? place + 1 : FIRST + 2 * count);
  });
  const nodes = [...left, ...right, text(FIRST + 2 * count, 'ab')];
  const session = sessionOn(await read(heapsnapshot(rooted([FIRST, FIRST + count], [], nodes))));
  const rows = rowsOf(await session.table(`"${JOINED}" | sort @len desc | head 100 | select @len, @value`));
  expect(rows).toHaveLength(100);
  expect(rows[0]).toEqual({ len: 2 * (count + 1), value: `${'ab'.repeat(512)}…` });
});

test('a text that is in itself has no length, and stops somewhere', async () => {
  const nodes = [joined(2, 3, 4), joined(3, 2, 4), text(4, 'x')];
  const session = sessionOn(await read(heapsnapshot(rooted([2], [], nodes))));
  const rows = rowsOf(await session.table(`"${JOINED}" | select @len, @value`));
  expect(rows.map((row) => row.len)).toEqual([undefined, undefined]);
});

test('a text that reads as its type is called is that text', async () => {
  const session = sessionOn(await read(heapsnapshot(rooted([2], [], [text(2, '(string)')]))));
  expect(rowsOf(await session.table('dups'))).toEqual([]);
  expect(rowsOf(await session.table('objects @5'))).toMatchObject([{ value: '"(string)"' }]);
});
