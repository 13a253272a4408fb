import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FormatError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import { PieceSource } from '../../../src/formats/sources/piece-source.ts';
import { ByteCursor } from '../../../src/formats/v8/byte-cursor.ts';
import { StringRows } from '../../../src/formats/v8/string-rows.ts';

/** What comes of a list of strings that is read in chunks of so many bytes. */
async function outcomeOf(list: Uint8Array, chunk: number, room: number) {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield list;
  }
  const cursor = new ByteCursor(new PieceSource('a', list.length, pieces()), chunk, quietTask);
  const rows = new StringRows();
  rows.reserve(room);
  let problem: unknown;
  try {
    await rows.read(cursor);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    problem = { message: error.message, where: error.where };
  }
  return { problem, ends: rows.ends.finish(), bytes: rows.bytes.finish(), offset: cursor.offset };
}

const escaped = fc.tuple(fc.integer({ min: 0, max: 0xffff }), fc.boolean()).map(([unit, isUpper]) => {
  const digits = unit.toString(16).padStart(4, '0');
  return `\\u${isUpper ? digits.toUpperCase() : digits}`;
});
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3 }).map((text) => JSON.stringify(text).slice(1, -1)),
  escaped,
  fc.constantFrom(
    '\\n',
    '\\"',
    '\\/',
    '\\b',
    '\\f',
    '\\r',
    '\\t',
    '\\\\',
    '\\ud83d\\ude00',
    '\\ud83d',
    'x'.repeat(99),
  ),
);
const written = fc.array(piece, { maxLength: 6 }).map((pieces) => `"${pieces.join('')}"`);
const separator = fc.oneof(
  fc.constantFrom(',', ',\n', ',\n'),
  fc.constantFrom(', ', '\n,', ',\r\n', ',\n\n'),
);
const list = fc
  .array(fc.tuple(written, separator), { minLength: 1, maxLength: 30 })
  .map(
    (rows) => `[${rows.map(([text, after], i) => (i === rows.length - 1 ? text : text + after)).join('')}]`,
  );

test('strings are those of JSON, whatever is between them and however many bytes come at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      list,
      fc.integer({ min: 1, max: 300 }),
      fc.constantFrom(0, 100, 100_000),
      async (text, chunk, room) => {
        const bytes = Buffer.from(text);
        const atOnce = await outcomeOf(bytes, 1 << 20, room);
        expect(await outcomeOf(bytes, chunk, room)).toEqual(atOnce);
        expect(atOnce.problem).toBeUndefined();
        const starts = [0, ...atOnce.ends];
        const texts = Array.from(atOnce.ends, (end, row) =>
          Buffer.from(atOnce.bytes.subarray(starts[row], end)),
        );
        const expected = JSON.parse(text) as string[];
        // What has halves of pairs is no UTF-8: `strings.test.ts` looks at those.
        for (const [row, each] of expected.entries())
          if (!/\p{Surrogate}/u.test(each)) expect(texts[row]!.toString()).toBe(each);
        expect(texts).toHaveLength(expected.length);
      },
    ),
    { numRuns: 400 },
  );
});

test('what is wrong with them is told with its place, however many bytes come at once', async () => {
  const damage = fc.record({ at: fc.nat(2000), byte: fc.nat(255), isCut: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(list, damage, async (text, { at, byte, isCut }) => {
      const bytes = Buffer.from(text);
      const place = at % bytes.length;
      if (!isCut) bytes[place] = byte;
      const damaged = isCut ? bytes.subarray(0, place) : bytes;
      expect(await outcomeOf(damaged, 1 << 20, 100_000)).toEqual(await outcomeOf(damaged, 1, 100_000));
    }),
    { numRuns: 400 },
  );
});
