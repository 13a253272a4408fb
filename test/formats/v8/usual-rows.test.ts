import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FormatError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import { PieceSource } from '../../../src/formats/sources/piece-source.ts';
import { ByteCursor, EndOfFile } from '../../../src/formats/v8/byte-cursor.ts';
import { EdgeTable } from '../../../src/formats/v8/edge-table.ts';
import { parseHeader } from '../../../src/formats/v8/header.ts';
import { countCommas } from '../../../src/formats/v8/kernel/number-blocks.ts';
import { LocationRows } from '../../../src/formats/v8/location-rows.ts';
import { NodeRows } from '../../../src/formats/v8/node-rows.ts';
import { type RowTaker, readNumberRows } from '../../../src/formats/v8/read-number-rows.ts';
import { edgeTypes, heapsnapshot, nodeTypes } from './heapsnapshot.ts';

const NODES = 200_000_000;

function headerOf(nodeFields: readonly string[], edgeFields: readonly string[]) {
  const { snapshot } = JSON.parse(heapsnapshot([], { nodeFields, edgeFields })) as { snapshot: object };
  return parseHeader(Buffer.from(JSON.stringify(snapshot)), 0);
}

/** A table, and all that comes of its rows. */
interface Table {
  readonly taker: RowTaker;
  readonly columns: () => object;
}

/** Leaves every row to who knows of all ways to write one. */
function patient({ taker, columns }: Table): Table {
  return { taker: Object.assign(taker, { takeUsual: undefined }), columns };
}

/** What comes of a list that is read in chunks of so many bytes. */
async function outcomeOf({ taker, columns }: Table, list: string, chunk: number) {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(list);
  }
  const cursor = new ByteCursor(new PieceSource('a', list.length, pieces()), chunk, quietTask);
  let problem: unknown;
  try {
    await readNumberRows(cursor, taker);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    problem = { message: error.message, where: error.where };
    if (!(error instanceof EndOfFile)) return problem;
  }
  return { problem, columns: columns(), count: taker.count, offset: cursor.offset };
}

const digits = fc
  .integer({ min: 1, max: 16 })
  .chain((length) => fc.bigInt({ min: 10n ** BigInt(length - 1), max: 10n ** BigInt(length) - 1n }))
  .map(String);
const number = (max: number, scale = 1) => fc.nat(max).map((value) => String(value * scale));
const place = (width: number) => fc.oneof(number(9, width), number(NODES - 1, width));

/** Rows of these fields as hosts write them, with any of the separators between, and now and then one as none does. */
function listOf(
  fields: readonly fc.Arbitrary<string>[],
  separators: readonly string[],
): fc.Arbitrary<string> {
  const field = (usual: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 99, arbitrary: usual }, digits, fc.constantFrom('', '-1', '007', '1e3', '4294967295'));
  const row = fc.tuple(...fields.map(field)).map((numbers) => numbers.join(','));
  return fc
    .tuple(
      fc.array(fc.tuple(row, fc.constantFrom(...separators)), { maxLength: 60 }),
      fc.constantFrom(']', '', '\n],"'),
    )
    .map(([rows, end]) => {
      const text = rows.map(([each, separator], i) => (i === 0 ? each : separator + each)).join('');
      return `[${text}${end}`;
    });
}

interface Case {
  readonly fields: readonly fc.Arbitrary<string>[];
  /** An empty table, with room for so many rows. */
  readonly make: (reserved: number) => Table;
}

const edges: fc.Arbitrary<Case> = fc
  .record({
    nodeFields: fc.constantFrom(
      ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'],
      ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
    ),
    edgeFields: fc.oneof(
      { weight: 9, arbitrary: fc.constant(['type', 'name_or_index', 'to_node']) },
      fc.shuffledSubarray(['type', 'name_or_index', 'to_node'], { minLength: 3 }),
    ),
  })
  .map(({ nodeFields, edgeFields }) => ({
    fields: [number(edgeTypes.length - 1), number(999_999), place(nodeFields.length)],
    make(reserved) {
      const taker = new EdgeTable(headerOf(nodeFields, edgeFields), NODES);
      taker.reserve(reserved);
      const { targets, names, kinds } = taker;
      const columns = [targets, names, kinds];
      return {
        taker,
        columns: () => ({ found: taker.found, columns: columns.map((each) => each.finish()) }),
      };
    },
  }));

const nodes: fc.Arbitrary<Case> = fc
  .tuple(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), fc.boolean(), fc.boolean())
  .map(([[type, name, id, selfSize, edgeCount, sixth, seventh], knowsPages, knowsCalls]) => {
    const layout = {
      ...{ width: 8, type: type!, name: name!, id: id!, selfSize: selfSize!, edgeCount: edgeCount! },
      ...{ detachedness: knowsPages ? sixth : undefined, traceNode: knowsCalls ? seventh : undefined },
    };
    const fields = Array.from({ length: 8 }, () => number(9_999_999));
    fields[layout.type] = number(nodeTypes.length - 1);
    fields[layout.id] = number(10 ** 13);
    if (layout.detachedness !== undefined) fields[layout.detachedness] = number(2);
    if (layout.traceNode !== undefined)
      fields[layout.traceNode] = fc.oneof(fc.constant('0'), number(0xffffffff));
    return {
      fields,
      make(reserved) {
        const taker = new NodeRows(layout, nodeTypes.length);
        taker.reserve(reserved);
        const { types, names, ids, sizes, edgeCounts, detachedness, traceNodes } = taker;
        const columns = [types, names, ids, sizes, edgeCounts, detachedness, traceNodes];
        return {
          taker,
          columns: () => ({ found: taker.found, columns: columns.map((each) => each.finish()) }),
        };
      },
    };
  });

const locations: fc.Arbitrary<Case> = fc.constantFrom(undefined, 2).map((scriptObject) => ({
  fields: [
    place(7),
    number(9999),
    scriptObject === undefined ? number(99_999) : place(7),
    number(99),
    number(9),
  ],
  make() {
    const layout = { width: 5, object: 0, script: 1, scriptObject, line: 3 };
    const taker = new LocationRows(layout, 7, NODES);
    const { objects, scripts, lines } = taker;
    const columns = [objects, scripts, lines];
    return { taker, columns: () => ({ found: taker.found, columns: columns.map((each) => each.finish()) }) };
  },
}));

test.each(Object.entries({ edges, nodes, locations }))(
  '%s are read quickly as they are read slowly, and so is what is wrong with them',
  async (_, cases) => {
    const lists = cases.chain(({ fields, make }) =>
      fc.record({
        make: fc.constant(make),
        list: fc
          .constantFrom([','], ['\n,'], ['\r\n,', ','], [', ', ' ,', ',\t', '\n,'])
          .chain((separators) => listOf(fields, separators)),
        chunk: fc.oneof(fc.constant(1 << 20), fc.integer({ min: 1, max: 500 })),
        reserved: fc.constantFrom(0, 7, 100),
      }),
    );
    await fc.assert(
      fc.asyncProperty(lists, async ({ make, list, chunk, reserved }) => {
        const expected = await outcomeOf(patient(make(0)), list, chunk);
        expect(await outcomeOf(make(reserved), list, chunk)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  },
);

test('lists of many blocks are read quickly as they are read slowly', async () => {
  const header = headerOf(
    ['type', 'name', 'id', 'self_size', 'edge_count'],
    ['type', 'name_or_index', 'to_node'],
  );
  const rows = Array.from({ length: 40_000 }, (_, i) => [
    i % 5,
    (i * 7919) % 1_000_003,
    5 * ((i * 104_729) % NODES),
  ]);
  const list = `[${rows.map((row) => row.join(',')).join('\n,')}]`;
  const read = async (table: EdgeTable, chunk: number) => {
    const columns = () => [table.targets, table.names, table.kinds].map((each) => each.finish());
    return outcomeOf({ taker: table, columns }, list, chunk);
  };
  const table = new EdgeTable(header, NODES);
  const quick = await read(table, 1 << 20);
  expect(table.targets.finish()).toEqual(Uint32Array.from(rows, ([, , place]) => place! / 5));
  expect(table.names.finish()).toEqual(Uint32Array.from(rows, ([, name]) => name!));
  const slow = Object.assign(new EdgeTable(header, NODES), { takeUsual: undefined });
  expect(quick).toEqual(await read(slow as unknown as EdgeTable, 1 << 20));
  expect(quick).toEqual(await read(new EdgeTable(header, NODES), 100_000));
});

test('usual edges are taken up to the row that is asked for, and the end of the bytes', () => {
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
  expect(taken(9, 0)).toEqual([ends[1], 2, 345678]);
  expect(taken(9, 64, bytes.subarray(0, 25))).toEqual([ends[0], 1, -1]);
});

test('commas are counted wherever they are', () => {
  const bytes = fc
    .tuple(fc.uint8Array({ maxLength: 9000, size: 'max' }), fc.constantFrom(1, 50))
    .map(([values, times]) =>
      Uint8Array.from({ length: values.length * times }, (_, i) => values[i % values.length]!),
    )
    .map((values) => values.map((value) => (value < 120 ? 0x2c : value)));
  fc.assert(
    fc.property(bytes, fc.nat(20), (values, short) => {
      const end = Math.max(0, values.length - short);
      expect(countCommas(new Uint8Array(values), end)).toBe(
        values.subarray(0, end).filter((value) => value === 0x2c).length,
      );
    }),
    { numRuns: 60 },
  );
  const all = new Uint8Array(300_000).fill(0x2c);
  expect(countCommas(all, all.length)).toBe(all.length);
});
