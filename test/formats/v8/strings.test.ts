import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf, sessionOn } from '../../support/run-command.ts';
import { heapsnapshot, type NodeSpec, read, rooted } from './heapsnapshot.ts';

const nodes = rooted([2], [], [{ type: 'string', name: 'TEXT', id: 5, size: 16 }]);
const file = heapsnapshot(nodes);

/** The text of the one string when it is written so. */
async function meant(written: Buffer | string, chunkSize?: number): Promise<string> {
  const at = file.indexOf('TEXT');
  const bytes = Buffer.concat([
    Buffer.from(file.slice(0, at)),
    Buffer.from(written as string),
    Buffer.from(file.slice(at + 4)),
  ]);
  const snapshot = await read(bytes, { chunkSize });
  return snapshot.texts.text(snapshot.objects.valueIndexes[2]!);
}

test('escapes mean what they mean in JSON, wherever a chunk ends', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    fc.constantFrom('😀', '\ud83d', '\ude00', '\u0000', '"', '\\', '\n'),
  );
  const written = fc.array(fc.tuple(piece, fc.boolean()), { maxLength: 8 }).map((pieces) =>
    pieces
      .map(([text, isEscaped]) =>
        isEscaped
          ? Array.from({ length: text.length }, (_, i) => {
              return `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`;
            }).join('')
          : JSON.stringify(text).slice(1, -1),
      )
      .join(''),
  );
  await fc.assert(
    fc.asyncProperty(written, fc.constantFrom(undefined, 1, 5), async (text, chunkSize) => {
      expect(await meant(text, chunkSize)).toBe(JSON.parse(`"${text}"`));
    }),
    { numRuns: 500 },
  );
});

test('bytes that are no UTF-8 are kept, and shown as such', async () => {
  expect(await meant(Buffer.from([0x61, 0xff, 0xc3, 0x62]))).toBe('a\ufffd\ufffdb');
});

test('two strings that are the same are one name', async () => {
  const twice = file.replace('"TEXT"', '"TEXT","TEXT"');
  const snapshot = await read(twice);
  expect(snapshot.names.find('TEXT')).toBe(snapshot.objects.valueIndexes[2]);
});

test('of a text that was cut when it was written the length is told from its bytes', async () => {
  const long = heapsnapshot(
    rooted(
      [2],
      [],
      [
        { type: 'string', name: 'x'.repeat(1024), id: 5, size: 5024 },
        { type: 'string', name: 'y'.repeat(1024), id: 7, size: 1040 },
        { type: 'string', name: 'é😀', id: 9, size: 24 },
        { type: 'string', name: 'ŵ'.repeat(1024), id: 11, size: 6024 },
        { type: 'string', name: 'ŵ'.repeat(1024), id: 13, size: 2064 },
        { type: 'string', name: '😀'.repeat(512), id: 15, size: 6024 },
        { type: 'string', name: '😀'.repeat(511), id: 17, size: 2064 },
      ],
    ),
  );
  const { lengths } = (await read(long)).objects;
  expect([...lengths.subarray(2)]).toEqual([5000, 1024, 2, 3000, 1024, 3000, 511]);
});

test('what lies outside of the heap may be longer than what was written of it, and is never called equal', async () => {
  const text = (id: number, name: string): NodeSpec => ({ type: 'string', name, id, size: 32 });
  const nodes = [text(5, 'x'.repeat(1024)), text(7, 'x'.repeat(1024)), text(9, 'short'), text(11, 'short')];
  const { table } = sessionOn(await read(heapsnapshot(rooted([2], [], nodes))));
  expect(cellsOf(await table('all | where @kind = "string" | select @len'), 'len')).toEqual([
    [undefined],
    [undefined],
    [5],
    [5],
  ]);
  expect(cellsOf(await table('dups'), 'value', 'whole')).toEqual([
    [expect.stringMatching(/^"x+"…/), false],
    ['"short"', true],
  ]);
});
