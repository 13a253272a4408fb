import { ByteReader } from '../../base/byte-reader.ts';
import { FormatError } from '../../base/errors.ts';
import type { Chunk } from './chunks.ts';
import { Column, type ColumnBlock, readBlock } from './columns.ts';

export const Layout = { leaf: 0, sequence: 1, dict: 2, set: 3, shaped: 4, anonymous: 5 } as const;

const ITS_TYPE = 2;
const RAW_TEXT = 4;

/** One OBJS chunk: rows of one type and one layout. */
export interface ObjectBlock extends ColumnBlock {
  /** What it was read from. */
  readonly chunk: Chunk;
  readonly typeId: number;
  readonly layout: number;
  /** Each object also refers to its type. */
  readonly refersToType: boolean;
  /** Texts are raw bytes. */
  readonly hasRawText: boolean;
}

/** Columns without which a layout says nothing, by layout. */
const needed: readonly (readonly number[])[] = [
  [],
  [Column.edgeCount, Column.target],
  [Column.edgeCount, Column.target, Column.key],
  [Column.edgeCount, Column.target],
  [Column.shape, Column.target],
  [Column.edgeCount, Column.target],
];

/** `typeCount`: of the types that are there. Throws FormatError for what does not fit together in its directory. */
export function readObjectBlock(chunk: Chunk, typeCount: number): ObjectBlock {
  const reader = new ByteReader(chunk.payload, chunk.offset);
  const typeId = reader.u32();
  const layout = reader.u8();
  const flags = reader.u8();
  if (typeId >= typeCount) throw reader.error(`type ${typeId} is used and not there`, 0);
  if (needed[layout] === undefined || reader.u16() !== 0)
    throw reader.error(`there is no layout ${layout}`, 4);
  const block = readBlock(reader, chunk.offset);
  expectColumns(block, [Column.address, Column.size, ...needed[layout]]);
  return {
    ...block,
    chunk,
    typeId,
    layout,
    refersToType: (flags & ITS_TYPE) !== 0,
    hasRawText: (flags & RAW_TEXT) !== 0,
  };
}

/** Throws FormatError when one is missing from a block that has rows. */
export function expectColumns(block: ColumnBlock, columns: readonly number[]): void {
  if (block.rowCount === 0) return;
  const missing = columns.find((column) => !block.columns.has(column));
  if (missing === undefined) return;
  throw new FormatError(`column ${missing} is missing`, { where: { offset: block.offset } });
}
