import { FormatError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { type Job, orderCount, runAllExactly } from '../../base/team.ts';
import { NONE } from '../../model/kinds.ts';
import type { ObjectColumns, ValuePools } from '../../model/snapshot.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { TextColumns } from '../../model/string-table.ts';
import { Column } from './columns.ts';
import { type Inflated, inflateBlock } from './inflate-block.ts';
import { Layout, type ObjectBlock, readObjectBlock } from './object-block.ts';
import { cutBlocks, type PlacedBlock, type Placement } from './placed-blocks.ts';
import { readValues, valueColumns } from './read-values.ts';
import { type TableColumns, TableLookup } from './table-lookup.ts';
import type { Tables } from './tables.ts';

const wanted = [
  Column.address,
  Column.size,
  Column.refcount,
  Column.line,
  Column.generation,
  Column.name,
  Column.file,
  ...valueColumns,
];

/** Some blocks, and the columns of all objects, which are written to where the blocks' rows are. */
export interface ObjectsOrder {
  readonly blocks: readonly PlacedBlock[];
  readonly typeCount: number;
  readonly tables: TableColumns;
  readonly objects: ObjectColumns;
  readonly texts: TextColumns;
  readonly values: ValuePools;
}

/** Writes all rows to the builder; after it, object indexes are those of the file's order. */
export function readObjects(
  placement: Placement,
  tables: Tables,
  builder: SnapshotBuilder,
  task: Task,
): void {
  const { blocks, objectCount, poolSizes, textBytes } = placement;
  builder.texts.extend(poolSizes.texts, textBytes);
  const order = {
    typeCount: tables.types.length,
    tables: tables.columns,
    objects: builder.objects.allocate(objectCount),
    texts: builder.texts.columns(),
    values: builder.values.allocate(poolSizes.integers, poolSizes.floats),
  };
  const parts = cutBlocks(blocks, orderCount(objectCount, task), ({ rowCount }) => rowCount);
  runAllExactly(
    readObjectRows,
    parts.map((part) => ({ ...order, blocks: part })),
    task,
  );
}

export const readObjectRows: Job<ObjectsOrder, void> = {
  name: 'heapsh objects',
  run(order, task) {
    const tables = new TableLookup(order.tables);
    for (const [done, placed] of order.blocks.entries()) {
      task.step(done, order.blocks.length);
      const block = readObjectBlock(placed.chunk, order.typeCount);
      const columns = inflateBlock(block, [...wanted, lengthColumn(block)]);
      writeColumns(order.objects, placed.firstRow, block, columns);
      writeNames(order.objects, tables, placed.firstRow, block, columns);
      readValues(order, placed, block, columns);
    }
  },
};

function writeColumns(objects: ObjectColumns, start: number, block: ObjectBlock, columns: Inflated): void {
  const { rowCount } = block;
  const end = start + rowCount;
  const address = columns.get(Column.address);
  if (address !== undefined) {
    if (address.count !== rowCount)
      throw new FormatError('objects share an address', { where: { offset: block.offset } });
    objects.addresses.set(address.addresses(), start);
  }
  objects.typeIndexes.fill(block.typeId, start, end);
  columns.get(Column.size)?.copyTo(objects.sizes, start, rowCount);
  const length = columns.get(lengthColumn(block));
  if (length === undefined) objects.lengths.fill(-1, start, end);
  else length.copyTo(objects.lengths, start, rowCount);
  columns.get(Column.line)?.copyTo(objects.lines, start, rowCount);
  const generation = columns.get(Column.generation);
  if (generation === undefined) objects.generations!.fill(UNTRACKED, start, end);
  else generation.copyTo(objects.generations!, start, rowCount);
  const refcount = columns.get(Column.refcount);
  if (refcount === undefined) objects.refcounts!.fill(NONE, start, end);
  else refcount.copyOptionalTo(objects.refcounts!, start, rowCount);
}

const UNTRACKED = 255;

/** A list, dict or set is as long as it has elements, unless the block says otherwise. */
function lengthColumn({ layout, columns }: ObjectBlock): number {
  const isContainer = layout === Layout.sequence || layout === Layout.dict || layout === Layout.set;
  return isContainer && !columns.has(Column.length) ? Column.edgeCount : Column.length;
}

function writeNames(
  { nameIds, fileIds }: ObjectColumns,
  tables: TableLookup,
  start: number,
  block: ObjectBlock,
  columns: Inflated,
): void {
  for (const [column, ids] of [
    [Column.name, nameIds],
    [Column.file, fileIds],
  ] as const) {
    const strings = columns.get(column);
    if (strings === undefined) {
      ids.fill(NONE, start, start + block.rowCount);
      continue;
    }
    strings.copyOptionalTo(ids, start, block.rowCount);
    for (let i = start; i < start + block.rowCount; i++) {
      if (ids[i] !== NONE) ids[i] = tables.nameId(ids[i]!, block.offset);
    }
  }
}
