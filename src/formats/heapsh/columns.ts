import type { ByteReader } from '../../base/byte-reader.ts';

/** The columns this reader knows: see FORMAT.md. Numbers it does not know are skipped. */
export const Column = {
  address: 1,
  size: 2,
  refcount: 3,
  edgeCount: 4,
  target: 5,
  key: 6,
  shape: 7,
  integer: 8,
  bitLength: 9,
  float: 10,
  length: 11,
  textLength: 12,
  text: 13,
  line: 14,
  generation: 15,
  name: 16,
  file: 17,
  edgeKind: 18,
  edgeName: 19,
  rootKind: 20,
} as const;

export type Column = (typeof Column)[keyof typeof Column];

const upTo8 = [1, 2, 4, 8];
const upTo4 = [1, 2, 4];

const widths: Readonly<Record<number, readonly number[]>> = {
  [Column.address]: [8],
  [Column.size]: upTo8,
  [Column.refcount]: upTo8,
  [Column.edgeCount]: upTo8,
  [Column.target]: [8],
  [Column.key]: [8],
  [Column.shape]: upTo4,
  [Column.integer]: [8],
  [Column.bitLength]: upTo8,
  [Column.float]: [8],
  [Column.length]: upTo8,
  [Column.textLength]: upTo4,
  [Column.text]: [1],
  [Column.line]: upTo4,
  [Column.generation]: [1],
  [Column.name]: upTo4,
  [Column.file]: upTo4,
  [Column.edgeKind]: [1],
  [Column.edgeName]: [4],
  [Column.rootKind]: [1],
};

/** Columns that hold a value an edge or a byte instead of a row (in OBJS; in EDGE every edge is a row). */
const notPerRow: ReadonlySet<number> = new Set([Column.target, Column.key, Column.text]);

const MOST_COLUMN_BYTES = 64 << 20;

/** One line of a block's directory, checked against what the block has room for. */
export interface ColumnEntry {
  readonly column: number;
  readonly width: number;
  readonly codec: number;
  readonly count: number;
  /** As stored; a view into the payload. */
  readonly stored: Uint8Array;
  /** Where it is in the file. */
  readonly offset: number;
}

export interface ColumnBlock {
  readonly rowCount: number;
  /** By column number; only those this reader knows. */
  readonly columns: ReadonlyMap<number, ColumnEntry>;
  /** Where it begins in the file, for errors. */
  readonly offset: number;
}

/** Reads the directory of a block and finds its columns' bytes, without inflating any. `offset`: of the payload. */
export function readBlock(reader: ByteReader, offset: number): ColumnBlock {
  const blockOffset = offset + reader.position;
  const rowCount = reader.u32();
  const columnCount = reader.u16();
  expectZero(reader, reader.u16());
  const directory = Array.from({ length: columnCount }, () => readEntry(reader));
  const columns = new Map<number, ColumnEntry>();
  for (const entry of directory) {
    const { column, width, codec, count, storedLength } = entry;
    reader.align(8);
    const start = reader.position;
    const stored = reader.take(storedLength);
    if (widths[column] === undefined) continue;
    const problem = problemOf(entry, rowCount) ?? (columns.has(column) ? 'is there twice' : undefined);
    if (problem !== undefined) throw reader.error(`column ${column} ${problem}`, start);
    columns.set(column, { column, width, codec, count, stored, offset: offset + start });
  }
  return { rowCount, columns, offset: blockOffset };
}

type DirectoryEntry = ReturnType<typeof readEntry>;

function readEntry(reader: ByteReader) {
  const column = reader.u8();
  const width = reader.u8();
  const codec = reader.u8();
  expectZero(reader, reader.u8());
  const count = reader.u32();
  const storedLength = reader.u32();
  expectZero(reader, reader.u32());
  return { column, width, codec, count, storedLength };
}

function problemOf(entry: DirectoryEntry, rowCount: number): string | undefined {
  const { column, width, codec, count, storedLength } = entry;
  if (!widths[column]!.includes(width)) return `is ${width} bytes wide`;
  if (codec > 2) return `has the unknown codec ${codec}`;
  if (count * width > MOST_COLUMN_BYTES) return 'is larger than any may be';
  if (codec === 0 && storedLength !== count * width) return `has ${storedLength} bytes for ${count} values`;
  if (!notPerRow.has(column) && count !== rowCount && count !== 1)
    return `has ${count} values for ${rowCount} rows`;
  return undefined;
}

function expectZero(reader: ByteReader, value: number): void {
  if (value !== 0) throw reader.error('a reserved field is not zero', reader.position - 1);
}
