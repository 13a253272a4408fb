import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FormatError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import { PieceSource } from '../../../src/formats/sources/piece-source.ts';
import { ByteCursor, EndOfFile } from '../../../src/formats/v8/byte-cursor.ts';
import { EdgeTable } from '../../../src/formats/v8/edge-table.ts';
import { parseHeader } from '../../../src/formats/v8/header.ts';
import { readNumberRows } from '../../../src/formats/v8/read-number-rows.ts';
import { edgeTypes, heapsnapshot } from './heapsnapshot.ts';

const NODES = 200_000_000;

function headerOf(nodeFields: readonly string[], edgeFields: readonly string[]) {
  const { snapshot } = JSON.parse(heapsnapshot([], { nodeFields, edgeFields })) as { snapshot: object };
  return parseHeader(Buffer.from(JSON.stringify(snapshot)), 0);
}

/** Leaves every row to who knows of all ways to write one. */
class PatientTable extends EdgeTable {
  override takeUsual(_: Uint8Array, position: number): number {
    return position;
  }
}

/** What comes of a list of edges that is read in chunks of so many bytes. */
async function outcomeOf(table: EdgeTable, list: string, chunk: number) {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(list);
  }
  const cursor = new ByteCursor(new PieceSource('a', list.length, pieces()), chunk, quietTask);
  let problem: unknown;
  try {
    await readNumberRows(cursor, table);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    problem = { message: error.message, where: error.where };
    if (!(error instanceof EndOfFile)) return problem;
  }
  const [targets, names, kinds] = [table.targets.finish(), table.names.finish(), table.kinds.finish()];
  return { problem, targets, names, kinds, found: table.found, offset: cursor.offset };
}

const digits = fc
  .integer({ min: 1, max: 16 })
  .chain((length) => fc.bigInt({ min: 10n ** BigInt(length - 1), max: 10n ** BigInt(length) - 1n }))
  .map(String);
const number = (max: number, scale = 1) => fc.nat(max).map((value) => String(value * scale));

/** Rows as hosts write them, with any of these between, and now and then one as none does. */
function listOf(width: number, separators: readonly string[]): fc.Arbitrary<string> {
  const field = (usual: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 60, arbitrary: usual }, digits, fc.constantFrom('', '-1', '007', '1e3', '4294967295'));
  const row = fc
    .tuple(
      field(number(edgeTypes.length - 1)),
      field(number(999_999)),
      field(fc.oneof(number(9, width), number(NODES - 1, width))),
    )
    .map((fields) => fields.join(','));
  return fc
    .tuple(fc.array(fc.tuple(row, fc.constantFrom(...separators)), { maxLength: 60 }), fc.boolean())
    .map(([rows, isClosed]) => {
      const text = rows.map(([each, separator], i) => (i === 0 ? each : separator + each)).join('');
      return `[${text}${isClosed ? ']' : ''}`;
    });
}

test('edges are read quickly as they are read slowly, and so is what is wrong with them', async () => {
  const layouts = fc.record({
    nodeFields: fc.constantFrom(
      ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'],
      ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
    ),
    edgeFields: fc.oneof(
      { weight: 9, arbitrary: fc.constant(['type', 'name_or_index', 'to_node']) },
      fc.shuffledSubarray(['type', 'name_or_index', 'to_node'], { minLength: 3 }),
    ),
    separators: fc.constantFrom([','], ['\n,'], ['\r\n,', ','], [', ', ' ,', ',\t', '\n,']),
  });
  const cases = layouts.chain(({ nodeFields, edgeFields, separators }) =>
    fc.record({
      header: fc.constant(headerOf(nodeFields, edgeFields)),
      list: listOf(nodeFields.length, separators),
      chunk: fc.oneof(fc.constant(1 << 20), fc.integer({ min: 1, max: 500 })),
      reserved: fc.constantFrom(0, 7, 100),
    }),
  );
  await fc.assert(
    fc.asyncProperty(cases, async ({ header, list, chunk, reserved }) => {
      const table = new EdgeTable(header, NODES);
      table.reserve(reserved);
      const expected = await outcomeOf(new PatientTable(header, NODES), list, chunk);
      expect(await outcomeOf(table, list, chunk)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('usual edges are taken up to the row that is asked for, the room that there is, and the end that is near', () => {
  const header = headerOf(
    ['type', 'name', 'id', 'self_size', 'edge_count'],
    ['type', 'name_or_index', 'to_node'],
  );
  const rows = ['1,2,15,', '2,345678,999999995\n,', '5,1,0,'];
  const bytes = Buffer.from(rows.join('') + ' '.repeat(100));
  const taken = (most: number, room = 64, given = bytes) => {
    const table = new EdgeTable(header, NODES);
    table.reserve(room);
    return [table.takeUsual(given, 0, most), table.count, table.mostName];
  };
  const ends = [rows[0]!.length, rows[0]!.length + rows[1]!.length];
  expect(taken(Number.POSITIVE_INFINITY)).toEqual([ends[1], 2, 345678]); // shortcuts are noted by others
  expect(taken(1)).toEqual([ends[0], 1, -1]);
  expect(taken(9, 0)).toEqual([0, 0, -1]);
  expect(taken(9, 64, bytes.subarray(0, 30))).toEqual([ends[0], 1, -1]);
});
